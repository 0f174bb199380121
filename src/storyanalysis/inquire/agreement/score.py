"""One story against one gold, table by table."""

from __future__ import annotations

from storyanalysis.errors import StoryError
from storyanalysis.inquire.agreement.result import Agreement
from storyanalysis.inquire.agreement.score_deeds import score_relations, score_revisions
from storyanalysis.inquire.agreement.score_page import score_dates, score_mentions, score_sections
from storyanalysis.inquire.agreement.score_people import score_actors
from storyanalysis.inquire.agreement.score_said import score_statements
from storyanalysis.inquire.agreement.views import View

__all__ = ["agreement"]


def agreement(found: View, gold: View) -> Agreement:
    """Compare what was found with what an analyst says is right.

    Parameters
    ----------
    found, gold : View
        Of the same text. With two annotators, either may be the gold: precision
        and recall change places, F1 stays.

    Returns
    -------
    Agreement

    Raises
    ------
    StoryError
        If the two are of different texts.
    """
    if found.text != gold.text:
        raise StoryError(
            "the two are of different texts, so their offsets cannot be compared: "
            "analyze the text that the gold was made for"
        )
    actors, linked = score_actors(gold, found)
    scores = {
        "sections": score_sections(gold, found),
        "actors": actors,
        "statements": score_statements(gold, found, linked),
        "dates": score_dates(gold, found),
        "relations": score_relations(gold, found),
        "revisions": score_revisions(gold, found),
        "mentions": score_mentions(gold, found, linked),
    }
    left = gold.open | found.open
    return Agreement({name: scored for name, scored in scores.items() if name not in left})
