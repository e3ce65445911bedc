"""Records of many reports -> who and where across them, which are copies, and the incidents that their accounts make.

copies       texts -> near-copies (MinHash)
identities   reports' actors -> identities; `places` the same for locations
accounts     a record -> its accounts
incremental  new accounts and what is known -> changed incidents: block, compare, cluster, describe
disagreements  an incident's accounts -> where they do not say the same
"""

from __future__ import annotations

from polybius.fuse.accounts import Setting, accounts_of
from polybius.fuse.actors import actor_keys, known_identity, known_member
from polybius.fuse.assign import NO_BONDS, Assigned
from polybius.fuse.blocks import MOST
from polybius.fuse.copies import band_keys, find_copy, first_reports, signature
from polybius.fuse.describe import describe
from polybius.fuse.disagreements import disagreements_of, orders_of
from polybius.fuse.identities import fuse_actor, regroup_actors
from polybius.fuse.incremental import Fusion, Known, fuse_accounts
from polybius.fuse.joining import Joined, join_report
from polybius.fuse.places import fuse_place, place_keys, regroup_places

__all__ = [
    "MOST",
    "NO_BONDS",
    "Assigned",
    "Fusion",
    "Joined",
    "Known",
    "Setting",
    "accounts_of",
    "actor_keys",
    "band_keys",
    "describe",
    "disagreements_of",
    "find_copy",
    "first_reports",
    "fuse_accounts",
    "fuse_actor",
    "fuse_place",
    "join_report",
    "known_identity",
    "known_member",
    "orders_of",
    "place_keys",
    "regroup_actors",
    "regroup_places",
    "signature",
]
