"""Records of many reports -> who and where across them, which are copies, and the incidents that their accounts make.

copies       texts -> near-copies (MinHash)
identities   reports' actors -> identities; `places` the same for locations
accounts     a record -> its accounts
incremental  new accounts and what is known -> changed incidents: block, compare, cluster, describe
"""

from __future__ import annotations

from polybius.fuse.accounts import Setting, accounts_of
from polybius.fuse.actors import actor_keys, known_identity, known_member
from polybius.fuse.assign import NO_BONDS, Assigned
from polybius.fuse.blocks import MOST
from polybius.fuse.copies import band_keys, find_copy, first_reports, signature
from polybius.fuse.describe import describe
from polybius.fuse.identities import fuse_actor, regroup_actors
from polybius.fuse.incremental import Fusion, Known, fuse_accounts
from polybius.fuse.places import fuse_place, place_keys, regroup_places

__all__ = [
    "MOST",
    "NO_BONDS",
    "Assigned",
    "Fusion",
    "Known",
    "Setting",
    "accounts_of",
    "actor_keys",
    "band_keys",
    "describe",
    "find_copy",
    "first_reports",
    "fuse_accounts",
    "fuse_actor",
    "fuse_place",
    "known_identity",
    "known_member",
    "place_keys",
    "regroup_actors",
    "regroup_places",
    "signature",
]
