"""What is worked out outside of the encoder's graph: heads on pairs of words, and what the head on facts means.

Their matrices lie in `pairs.npz`; the graph that works them out, `pairs.onnx`, is the same for every head
(training/export.py writes both).
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Numbers = NDArray[np.int64]

SLOWER = ["SkipLayerNormFusion"]  # what the runtime joins by it takes eight times as long as its parts


def opened(graph: Path, threads: int) -> Any:
    """Returns a session of the runtime for a graph."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = threads
    return onnxruntime.InferenceSession(graph, options, ["CPUExecutionProvider"], disabled_optimizers=SLOWER)


class Heads:
    """The heads whose matrices lie in a folder; read when they are asked first."""

    def __init__(self, folder: Path, threads: int) -> None:
        self._folder, self._threads = folder, threads

    @cached_property
    def _session(self) -> Any:
        return opened(self._folder / "pairs.onnx", self._threads)

    @cached_property
    def _told(self) -> dict[str, Any]:
        import numpy as np

        with np.load(self._folder / "pairs.npz") as file:
            told = dict(file)
        for name in [name.removesuffix(".way") for name in told if name.endswith(".way")]:
            both = told[f"{name}.way"][:, None] + told[f"{name}.branch"][None]
            told[f"{name}.between"] = both.reshape(-1, both.shape[-1])
        return told

    @cached_property
    def untaught(self) -> frozenset[str]:
        """Heads that no set of examples taught: without PolNeAR nobody tells what a cue of saying is."""
        return frozenset(map(str, self._told.get("untaught", ())))

    def chances(self, head: str, ones: Floats, others: Floats, ways: Numbers) -> Floats:
        """Returns the chances of a head's labels, (ones, others, 1 + labels), for every two of words: what the head
        takes of either, (ones, 192) and (others, 192), and the ways between them, (ones, others), see `paths.py`.
        """
        told = {end: self._told[f"{head}.{end}"] for end in ("between", "weight", "bias")}
        [chances] = self._session.run(None, {"one": ones, "other": others, "way": ways, **told})
        return chances  # type: ignore[no-any-return]

    def facts(self, numbers: Floats) -> Floats:
        """Returns how factual words are by what the head says, -1 to +1: -3 to +3, as people said where it says so
        (training/facts.py), shape (words,).
        """
        import numpy as np

        said: Floats = np.clip(numbers * 3, -3, 3)
        if "fact.told" in self._told:
            said = np.interp(said, self._told["fact.told"], self._told["fact.meant"]).astype(np.float32)
        return said
