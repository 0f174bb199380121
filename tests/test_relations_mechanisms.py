"""What relations take from the clause, whatever its verb is, and which phrases tell them."""

import pytest

import storyanalysis as sa


def told(text):
    """(source, event, target) of every relation."""
    story = sa.analyze(sa.Article.from_text(text, published="2022-01-05"), cache=False)
    names = story.actors.set_index("actor_id")["name"].to_dict()
    return {
        (names.get(r.source_id), r.event, names.get(r.target_id))
        for r in story.relations.itertuples()
    }


@pytest.mark.parametrize(
    ("text", "row"),
    [
        # two do it together, or to each other
        (
            "Peruvian and Chilean biologists are jointly counting penguins.",
            ("Peru", "COOPERATE", "Chile"),
        ),
        (
            "Norway is testing the turbines in tandem with Denmark.",
            ("Norway", "COOPERATE", "Denmark"),
        ),
        (
            "Eritrean and Ethiopian soldiers fired on each other across the river.",
            ("Eritrea", "ASSAULT", "Ethiopia"),
        ),
        (
            "Negotiators for Egypt and Sudan hammered out a compromise on Friday.",
            ("Egypt", "AGREE", "Sudan"),
        ),
        ("Joint exercises by Japan and India began on Monday.", ("Japan", "COOPERATE", "India")),
        # asked for, threatened with
        ("At Kenya's request, Uganda closed the road.", ("Kenya", "REQUEST", "Uganda")),
        (
            "Turkey said it would leave the talks unless Greece recalled its survey ship.",
            ("Turkey", "THREATEN", "Greece"),
        ),
        ("Britain was told that Russia threatened to expel two British diplomats.", ("Russia", "THREATEN",
                                                              "United Kingdom")),
        # what is sent belongs to somebody
        ("Polish generators were sent to Moldova.", ("Poland", "AID", "Moldova")),
        # whom a parser or a preposition hides
        (
            "Banned from the Asian Cup by India, Nepal went to court.",
            ("India", "SANCTION", "Nepal"),
        ),
        (
            "A wave of Russian strikes on Ukrainian cities went on until dawn.",
            ("Russia", "ASSAULT", "Ukrainian cities"),
        ),
        (
            "A barrage of Israeli rockets on Lebanon followed.",
            ("Israel", "ASSAULT", "Lebanon"),
        ),
        # phrases
        ("Ireland threw its weight behind Samoa.", ("Ireland", "SUPPORT", "Samoa")),
        ("Mali pinned the blame on Niger.", ("Mali", "ACCUSE", "Niger")),
        ("Iran turned off the gas to Turkey.", ("Iran", "SANCTION", "Turkey")),
        ("Brazil threw a lifeline to Bolivia.", ("Brazil", "AID", "Bolivia")),
        # the lemmatizer's slips
        ("Australia fined Qatar Airways over the delay.", ("Australia", "SANCTION",
                                                           "Qatar Airways")),
    ],
)  # fmt: skip
def test_it_is_told(text, row):
    assert row in told(text)


@pytest.mark.parametrize(
    ("text", "row"),
    [
        # "according to" is no "to"
        (
            "Sweden has sent blankets, according to Norway.",
            ("Sweden", "AID", "Norway"),
        ),
        # two of one country who do something together
        (
            "France and the French army are jointly counting trees.",
            ("France", "COOPERATE", "French army"),
        ),
        # one attack is told once
        (
            "Turkish jets attacked Iraq, killing nine people.",
            ("Turkey", "ASSAULT", "nine people"),
        ),
        ("NATO frigates took up station off Libya.", ("NATO", "ASSAULT", "Libya")),
    ],
)
def test_it_is_not_told(text, row):
    assert row not in told(text)


def test_a_report_stands_for_who_wrote_it():
    text = (
        "A report by the University of Lagos blamed the dam. On Monday Nigeria rejected the report."
    )
    assert ("Nigeria", "REJECT", "University of Lagos") in told(text)


def test_who_is_blamed_for_a_deed_is_said_to_have_done_it():
    text = "Oman blamed Yemen for the killing of three Omani fishermen."
    story = sa.analyze(sa.Article.from_text(text, published="2022-01-05"), cache=False)
    (deed,) = story.relations[story.relations["event"] == "ASSAULT"].itertuples()
    names = story.actors.set_index("actor_id")["name"]
    assert (names[deed.source_id], deed.status) == ("Yemen", "reported")
    assert names[deed.claimed_by] == "Oman"
