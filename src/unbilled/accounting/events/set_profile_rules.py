"""Set profile rules: which profile serves a project, a group of projects, a contract, or all."""

from collections.abc import Sequence

from unbilled.accounting.kinds import PROFILE_RULE, PROFILES, ProfileRuleRow
from unbilled.accounting.models import CostRevenueProfile
from unbilled.accounting.records import NewProfileRule
from unbilled.foundation.acts import Act, Change, event
from unbilled.foundation.masters import Names, added, changed, refuse


@event("accounting.set_profile_rules")
def set_profile_rules(act: Act, *, rules: Sequence[NewProfileRule]) -> list[Change]:
    """Set rules; all or nothing. Where there is a rule for the same, the new one takes its place.

    Args:
        act: Who, for which company, on which day.
        rules: The rules; each serves the billing method of its profile.

    Returns:
        What became of rules that were there; those that are new, or stay as they are, are not among it.

    Raises:
        MastersRefused: Something is named that is not there, or two rules are for the same; every fault is named.
        ChangedMeanwhile: One is not what the act has seen of it.

    Source:
        docs/rules/masters.md#adding-and-changing; docs/rules/journal.md#profiles.
    """
    faults: list[str] = []
    profiles = Names(act, PROFILES, [one.profile for one in rules])
    ids = [profiles.id(one.profile, f"profile rule {one.profile}", faults) for one in rules]
    refuse(faults)
    methods = dict(CostRevenueProfile.objects.filter(pk__in=ids).values_list("pk", "billing_method"))
    rows = [
        ProfileRuleRow(methods[key], one.project, one.project_group, one.contract, one.profile)
        for key, one in zip(ids, rules, strict=True)
    ]
    names = [PROFILE_RULE.named({field: getattr(row, field) for field in PROFILE_RULE.keys}) for row in rows]
    there = PROFILE_RULE.known(act.company_id, names)
    added(act, PROFILE_RULE, [row for name, row in zip(names, rows, strict=True) if name not in there])
    return changed(
        act,
        PROFILE_RULE,
        {name: {"profile": row.profile} for name, row in zip(names, rows, strict=True) if name in there},
    )
