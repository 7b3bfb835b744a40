"""What several rooms refuse about an agreement, and which rows of a list are a person's own."""

from unbilled.foundation.refusals import Refusal

OWN_CONTRACTS = (
    "listed.contract_id in (select own.contract_id"
    " from agreements_own_contracts(%(sight_person_id)s::bigint, %(company_id)s::bigint) as own)"
)
"""Scope of a list whose rows have a contract; see ``foundation.lists``."""
OWN_PROJECTS = (
    "listed.project_id in (select own.project_id"
    " from agreements_own_projects(%(sight_person_id)s::bigint, %(company_id)s::bigint) as own)"
)
"""Scope of a list whose rows have a project."""
OWN_WORK = f"{OWN_CONTRACTS} or {OWN_PROJECTS}"
"""Scope of a list whose rows have both."""


class SplitNotComplete(Refusal):
    """The shares of a line's customers total 100 percent, so that every part of the work has a payer."""

    sentence = "The customers' shares do not total 100 %: {lines}."
    remedy = "Correct the shares of the line's customers."
    subject = "contract_ids"


class ContractNotMovable(Refusal):
    """A contract moves along its drawing only."""

    sentence = "Contracts cannot be {wanted}: {records}."
    remedy = (
        "Close confirmed contracts of this company only, and reopen closed ones; a draft is confirmed first."
    )
    subject = "contract_ids"


class ContractClosed(Refusal):
    """Nothing of a closed contract is left to bill, and nothing comes to it."""

    sentence = "Contract {records} is closed."
    remedy = "Reopen the contract first; close it again when everything is billed."
    subject = "contract_ids"


class CoverageOverlaps(Refusal):
    """Two lines would both claim the same work."""

    sentence = "Two lines cover the same work: {lines}."
    remedy = "Include each class of a project, or each of its tasks, in one line only."
    subject = "contract_ids"
