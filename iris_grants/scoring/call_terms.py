"""The terms of a call, as scoring needs them."""

from __future__ import annotations

import json

from db.tables.calls import CallRecord
from iris_grants.calls.parse import parse_call
from iris_grants.calls.terms import CallTerms


def terms_of_record(call: CallRecord) -> CallTerms:
    """The terms that the record of a call holds."""
    return parse_call(json.loads(call.terms))
