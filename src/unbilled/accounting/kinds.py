"""The kinds of records that say how work reaches the books."""

from dataclasses import dataclass

from unbilled.accounting.models import CostRevenueProfile, LineProperty, PostingRule, ProfileRule
from unbilled.accounting.records import NewLineProperty, NewPostingRule, NewProfile
from unbilled.accounting.rules import POSTING_TYPES
from unbilled.agreements.kinds import CONTRACTS
from unbilled.foundation.masters import Kind, Lookup, is_a_code
from unbilled.ledger.kinds import ACCOUNTS
from unbilled.masterdata.kinds import CATEGORIES, CUSTOMERS, PROJECTS
from unbilled.masterdata.models import BILLING_TYPES
from unbilled.tax.kinds import TAX_CODES

SELECTORS = (
    "project",
    "project_group",
    "category",
    "category_group",
    "customer",
    "customer_group",
    "tax_code",
)

POSTING_RULE = Kind(
    "posting rule",
    NewPostingRule,
    PostingRule,
    key="/".join(("posting_type", *SELECTORS)),
    lookups={
        "account": ACCOUNTS,
        "project": PROJECTS,
        "category": CATEGORIES,
        "customer": CUSTOMERS,
        "tax_code": TAX_CODES,
    },
    columns={"account": "main_account_id"},
    choices={"posting_type": POSTING_TYPES},
    fixed=("posting_type", *SELECTORS),
    is_labeled=True,
    events="posting_rules",
)
LINE_PROPERTY = Kind(
    "line property",
    NewLineProperty,
    LineProperty,
    key="billing_type",
    choices={"billing_type": [word for word, _ in BILLING_TYPES]},
    fixed=("billing_type",),
    events="line_properties",
)
PROFILES = Lookup("profile", CostRevenueProfile, "code")
PROFILE = Kind(
    "profile",
    NewProfile,
    CostRevenueProfile,
    key="code",
    checks={"code": is_a_code},
    fixed=("billing_method",),
    events="profiles",
)


@dataclass(frozen=True)
class ProfileRuleRow:
    """What stands in the table of profile rules: the billing method is that of the profile."""

    billing_method: str
    project: str | None = None
    project_group: str = ""
    contract: str | None = None
    profile: str = ""


PROFILE_RULE = Kind(
    "profile rule",
    ProfileRuleRow,
    ProfileRule,
    key="billing_method/project/project_group/contract",
    lookups={"project": PROJECTS, "contract": CONTRACTS, "profile": PROFILES},
    fixed=("billing_method", "project", "project_group", "contract"),
    is_labeled=True,
)
