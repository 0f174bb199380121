"""Relations on made-up sentences, from parse to table."""

import pytest

import storyanalysis as sa
from storyanalysis.tables import RELATIONS


def analyze(text):
    return sa.analyze(sa.Article.from_text(text, published="2022-01-05"))


def told(text):
    """(source, event, target, status) of every relation."""
    story = analyze(text)
    names = story.actors.set_index("actor_id")["name"].to_dict()
    rows = story.relations.astype(object).to_dict("records")
    return {
        (names.get(r["source_id"]), r["event"], names.get(r["target_id"]), r["status"])
        for r in rows
    }


SENTENCES = [
    # passive, target first
    (
        "Chile was accused by Bolivia on Monday of diverting a river.",
        {("Bolivia", "ACCUSE", "Chile", "asserted")},
    ),
    (
        "Nineteen fighter jets were given to Ukraine by Denmark.",
        {("Denmark", "AID", "Ukraine", "asserted")},
    ),
    ("Denmark gave Ukraine 19 fighter jets.", {("Denmark", "AID", "Ukraine", "asserted")}),
    # negated, hypothetical, denied
    (
        "Italy has never apologised to Libya for the raids.",
        {("Italy", "SUPPORT", "Libya", "negated")},
    ),
    (
        "Japan could impose sanctions on Myanmar if the talks fail.",
        {("Japan", "SANCTION", "Myanmar", "hypothetical")},
    ),
    (
        "Nobody in Kabul believes that Pakistan would bomb Afghanistan.",
        {("Pakistan", "ASSAULT", "Afghanistan", "hypothetical")},
    ),
    # nominal
    (
        "Turkey's invasion of northern Syria drew condemnation from France.",
        {("Turkey", "ASSAULT", "Syria", "asserted"), ("France", "ACCUSE", "Turkey", "asserted")},
    ),
    # reciprocal: one direction
    (
        "Egypt and Sudan held joint naval exercises in the Red Sea.",
        {("Egypt", "COOPERATE", "Sudan", "asserted")},
    ),
    (
        "Nigeria and Cameroon signed a treaty on the disputed peninsula.",
        {("Nigeria", "SUPPORT", "Cameroon", "asserted")},
    ),
    # three actors
    (
        "Ghana mediated between Togo and Benin over fishing rights.",
        {("Ghana", "CONSULT", "Togo", "asserted"), ("Ghana", "CONSULT", "Benin", "asserted")},
    ),
    # the end of a conflict, the end of cooperation
    (
        "Spain lifted its ban on beef from Argentina.",
        {("Spain", "RETREAT", "Argentina", "asserted")},
    ),
    (
        "Slovakia stopped supplying weapons to Ukraine.",
        {("Slovakia", "SANCTION", "Ukraine", "asserted")},
    ),
    # a conditional threat and the threatened act
    (
        "Vietnam threatened to recall its ambassador from Laos unless it apologised.",
        {
            ("Vietnam", "THREATEN", "Laos", "asserted"),
            ("Vietnam", "SANCTION", "Laos", "hypothetical"),
        },
    ),
    # the content of a demand is no event of its own
    ("Latvia has asked NATO to send more troops.", {("Latvia", "REQUEST", "NATO", "asserted")}),
    # an accusation reports the alleged act
    (
        "Armenia accused Georgia of attacking Azerbaijan.",
        {
            ("Armenia", "ACCUSE", "Georgia", "asserted"),
            ("Georgia", "ASSAULT", "Azerbaijan", "reported"),
        },
    ),
    # a promise of force is a threat; an attack in words is an accusation
    ("Iran vowed to bomb Israel.", {("Iran", "THREATEN", "Israel", "asserted")}),
    (
        "Senator Ana Ruiz attacked Mayor Ben Vale over the budget.",
        {("Ana Ruiz", "ACCUSE", "Ben Vale", "asserted")},
    ),
    # copulas, idioms that ask for their negation, what moves, what the clause stands under
    (
        "Greece is a close ally of Cyprus.",
        {("Greece", "SUPPORT", "Cyprus", "asserted")},
    ),
    (
        "Norway wants no part in a plan from Sweden.",
        {("Norway", "REJECT", "Sweden", "asserted")},
    ),
    (
        "The deployment of Turkish troops in Syria angered Iran.",
        {
            ("Turkish troops", "MOBILIZE", "Syria", "asserted"),
            ("Iran", "ACCUSE", "Turkish troops", "asserted"),
        },
    ),
    (
        "Iran launched a cyber attack on Israel.",
        {("Iran", "COERCE", "Israel", "asserted")},
    ),
    (
        "Uruguay has yet to accept the Argentine offer.",
        {("Uruguay", "AGREE", "Argentina", "negated")},
    ),
    # games, prices and idioms are no fights
    ("France beat Croatia 4-2 in the final.", set()),
    ("Shares in Tesla were hit by fears of inflation.", set()),
    ("Doctors in Norway are fighting cancer with a new drug.", set()),
    ("Germany struck a balance between Russia and Poland.", set()),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_sentences(text, expected):
    assert told(text) == expected


def test_what_stands_in_a_statement_is_the_speakers_claim():
    story = analyze("“Iran attacked Iraq on Sunday,” President Ana Ruiz told reporters.")
    (row,) = story.relations.itertuples()
    assert (row.event, row.status) == ("ASSAULT", "reported")
    assert row.claimed_by == story.statements["speaker_id"].iloc[0]
    assert row.statement_id == story.statements["statement_id"].iloc[0]


def test_a_relation_has_its_date():
    story = analyze("Iran attacked Iraq on Sunday. Israel praised Jordan.")
    first, second = story.relations.itertuples()
    dates = story.dates.set_index("date_id")["text"]
    assert "Sunday" in dates[first.date_id]
    assert second.date_id is None or second.date_id is not first.date_id


def test_an_alleged_act_is_claimed_by_the_accuser():
    story = analyze("Armenia accused Georgia of attacking Azerbaijan.")
    acts = story.relations[story.relations["event"] == "ASSAULT"]
    accusations = story.relations[story.relations["event"] == "ACCUSE"]
    assert acts["claimed_by"].tolist() == accusations["source_id"].tolist()


def test_a_bare_denial_answers_the_last_speaker():
    found = told(
        "“The crew was spying for Norway,” said Adm. Gleb Starov of Russia. "
        "Ingrid Berg, a diplomat, rejected that account."
    )
    assert ("Ingrid Berg", "REJECT", "Gleb Starov", "asserted") in found


def test_symmetric_relations_are_listed_once():
    story = analyze("Peru and Chile met. Chile met Peru again.")
    assert story.relations["reciprocal"].all()
    assert len(story.relations) <= 2


def test_rows_lead_back_to_the_text():
    story = analyze("Denmark gave Ukraine 19 jets. Iran accused Israel of an attack on Syria.")
    RELATIONS.check(story.relations)
    assert len(story.relations) >= 2
    for row in story.relations.itertuples():
        assert story.article.text[row.start : row.end] == row.text
        sentence = story.sentences.set_index("sentence_id").loc[row.sentence_id]
        assert sentence["start"] <= row.start < row.end <= sentence["end"]
        assert 0 < row.confidence < 1
        assert row.rule
        assert row.cue


def test_an_empty_table_keeps_its_columns():
    story = analyze("Rain fell all night.")
    RELATIONS.check(story.relations)
    assert story.relations.empty
