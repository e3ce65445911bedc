"""What can go wrong, as a tree; a message says what, which value, where, and what is allowed.

PolybiusError
├── ReadError          a report could not be read; the batch goes on
├── StoreError         the store could not be opened, or holds no such thing
├── GoldError          a file of right answers breaks its own form; all its faults, one a line
├── OntologyError      the knowledge shipped with polybius is faulty; nothing starts
└── SettingsError      an option or a setting has a value that is not allowed; nothing starts
"""


class PolybiusError(Exception):
    """Base of every error that polybius raises on purpose."""


class ReadError(PolybiusError):
    """A report could not be read; it is recorded with this reason and the batch goes on."""


class StoreError(PolybiusError):
    """The store could not be opened, or does not hold what was asked for."""


class GoldError(PolybiusError):
    """A file of right answers breaks its own form; the message has a line for each fault."""


class OntologyError(PolybiusError):
    """A file of the ontology breaks its own rules."""


class SettingsError(PolybiusError):
    """A setting or command-line option has a value that is not allowed."""
