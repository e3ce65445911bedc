"""The workbench over HTTP: `create_app` makes an ASGI application on a store, with typed routes and the page of ui/.

Routes ask through `questions` and decide through `Recorder`; pydantic stands here alone. Every error has one shape and
its status in one table (`failures.py`); who may do what stands at each route (`people.py`).
"""

from polybius.web.app import create_app
from polybius.web.page import Files

__all__ = ["Files", "create_app"]
