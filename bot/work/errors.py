"""What people cannot have, and are told politely."""

from care_rules.errors import CareError


class CaseGone(CareError):
    """The button belongs to a case that is not there any more."""

    key = "case-gone"


class TakenAlready(CareError):
    """Somebody else has the case; facts: name."""

    key = "taken-already"


class YoursAlready(CareError):
    """The agent has the case; facts: number."""

    key = "yours-already"


class RatedAlready(CareError):
    """The customer has rated the case; facts: score."""

    key = "rated-already"


class StaleButton(CareError):
    """The button's time is over, or it was never ours."""

    key = "stale-button"


class TaskGone(CareError):
    """The task is done, or there is none; facts: name (who did it, or "none")."""

    key = "task-gone"


class CallNoted(CareError):
    """Somebody noted what came of the call; facts: name (who did), outcome (in words)."""

    key = "call-noted"


class StaffOnly(CareError):
    """Whoever pressed is not in the staff group."""

    key = "staff-only"


class UnknownTier(CareError):
    """Facts: tier, tiers."""

    key = "unknown-tier"


class NotInTopic(CareError):
    """The command belongs in a customer's topic."""

    key = "not-in-topic"


class OwnerOnly(CareError):
    """Only the group's owner may do this."""

    key = "owner-only"


class GroupSetAlready(CareError):
    """Another group is the staff group."""

    key = "group-set-already"


class NoForum(CareError):
    """The group has no topics."""

    key = "no-forum"


class ItemGone(CareError):
    """There is no such text in the review queue; facts: id."""

    key = "review-item-gone"


class DecidedAlready(CareError):
    """Somebody has accepted or rejected the text; facts: id, state, by."""

    key = "review-decided"


class UnknownIntent(CareError):
    """It is not said what the text means; facts: intent, intents."""

    key = "review-unknown-intent"


class UnknownPerson(CareError):
    """Nobody in the staff group is called so; facts: name, people."""

    key = "unknown-person"


class SeveralPeople(CareError):
    """Several are called so; facts: name, people."""

    key = "several-people"


class NoSuchRole(CareError):
    """Facts: role, roles."""

    key = "no-such-role"


class NoSuchSpan(CareError):
    """It is no time ahead; facts: span."""

    key = "no-such-span"


class NobodyWaits(CareError):
    """There is no open case to do this with in this topic; facts: name."""

    key = "no-open-case"


class MergedAway(CareError):
    """The case lives on in another; facts: number, into."""

    key = "merged-away"


class NoSuchCase(CareError):
    """This customer has no case of that number; facts: number, name."""

    key = "no-such-case"


class NothingAsked(CareError):
    """Nothing was written to the customer that they could answer; facts: name."""

    key = "nothing-asked"


class NoSuchChannel(CareError):
    """It is not said where a contact was made, or what was said; facts: channel, channels, kinds."""

    key = "no-such-channel"


class NoSuchAnswer(CareError):
    """No canned answer holds this word; facts: word, names."""

    key = "no-such-answer"


class NoExpert(CareError):
    """Nobody who is there knows what the case is about; facts: number."""

    key = "no-expert"


class NothingToSplit(CareError):
    """It is not said what the other matter is."""

    key = "nothing-to-split"


class GestureAlready(CareError):
    """The gesture was granted, refused or asked for; facts: title, state, by."""

    key = "gesture-already"
