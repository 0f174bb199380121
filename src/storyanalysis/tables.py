"""Every table's schema: the data dictionary, executable.

Frames are made and checked as :mod:`storyanalysis.schema` says. Offsets are
half-open character offsets into ``article.text``.

>>> SECTIONS.frame([]).dtypes["start"]
dtype('int64')
>>> [column.name for column in RELAYS.columns]
['statement_id', 'hop', 'actor_id', 'start', 'end', 'text', 'rule']
"""

from __future__ import annotations

from storyanalysis.schema import Column, Table

__all__ = [
    "ACTORS",
    "CORRECTIONS",
    "DATES",
    "MENTIONS",
    "RELATIONS",
    "RELAYS",
    "REVISIONS",
    "SECTIONS",
    "SENTENCES",
    "SOURCES",
    "SPANS",
    "STATEMENTS",
    "TABLES",
    "Column",
    "Table",
]

START = Column("start", "int", "first character, counted from 0")
END = Column("end", "int", "character after the last")
TEXT = Column("text", "str", "the words between start and end")
RULE = Column("rule", "str", "the rule that made the row")
SENTENCE = Column("sentence_id", "str", "the sentence it stands in (or begins in)")
SECTION = Column("section_id", "str", "the section it stands in")
STATEMENT = Column("statement_id", "str", "the statement it belongs to")
CONFIDENCE = Column("confidence", "float", "estimated probability that the row is right, 0 to 1")

SECTION_KINDS = (
    "headline",
    "deck",
    "byline",
    "update",
    "original",
    "correction",
    "entry",
    "body",
    "boilerplate",
)
ACTOR_KINDS = (
    "person",
    "country",
    "government",
    "military",
    "legislature",
    "court",
    "company",
    "media",
    "armed-group",
    "organization",
    "group",
    "document",
    "unnamed",
)
STANCES = ("neutral", "support", "doubt", "denial", "accusation", "demand", "intent", "emotion")
PLOVER_EVENTS = {
    "AGREE": "verbal cooperation",
    "CONSULT": "verbal cooperation",
    "SUPPORT": "verbal cooperation",
    "CONCEDE": "verbal cooperation",
    "COOPERATE": "material cooperation",
    "AID": "material cooperation",
    "RETREAT": "material cooperation",
    "REQUEST": "verbal conflict",
    "ACCUSE": "verbal conflict",
    "REJECT": "verbal conflict",
    "THREATEN": "verbal conflict",
    "PROTEST": "material conflict",
    "SANCTION": "material conflict",
    "MOBILIZE": "material conflict",
    "COERCE": "material conflict",
    "ASSAULT": "material conflict",
}
QUADS = tuple(dict.fromkeys(PLOVER_EVENTS.values()))

SECTIONS = Table(
    "sections",
    "a part of the page",
    (
        Column("section_id", "str", "key"),
        Column("kind", "str", "what the part is", words=SECTION_KINDS),
        START,
        END,
        TEXT,
        Column(
            "label", "str", "what kind of boilerplate, or the entry's time as printed", null=True
        ),
        RULE,
    ),
    key="section_id",
)
SENTENCES = Table(
    "sentences",
    "a sentence",
    (
        Column("sentence_id", "str", "key"),
        SECTION,
        Column("paragraph", "int", "number of the paragraph on the page, from 0"),
        START,
        END,
        TEXT,
    ),
    key="sentence_id",
)
MENTIONS = Table(
    "mentions",
    "a stretch of text that names or describes an actor",
    (
        Column("mention_id", "str", "key"),
        Column("actor_id", "str", "the actor it refers to", null=True),
        Column(
            "kind", "str", "form of the mention", words=("name", "title", "pronoun", "description")
        ),
        START,
        END,
        TEXT,
        SENTENCE,
        Column("status", "str", "how it was linked", words=("linked", "ambiguous", "unlinked")),
        RULE,
    ),
    key="mention_id",
)
ACTORS = Table(
    "actors",
    "someone or something that acts or speaks",
    (
        Column("actor_id", "str", "key"),
        Column("name", "str", "fullest name the story gives"),
        Column("kind", "str", "what it is", words=ACTOR_KINDS),
        Column("side", "str", "country or party it belongs to", null=True),
        Column("country", "str", "ISO 3166-1 alpha-3 code", null=True),
        Column("role", "str", "office or part in the story, in the story's words", null=True),
        Column("wikidata", "str", "Wikidata item, where our own list knows it", null=True),
        Column("n_mentions", "int", "mentions, pronouns included"),
        Column("n_statements", "int", "statements it is the speaker of"),
        Column("start", "int", "first character of its first mention"),
        RULE,
    ),
    key="actor_id",
)
STATEMENTS = Table(
    "statements",
    "something said, written, or attributed as a belief or intent",
    (
        Column("statement_id", "str", "key"),
        Column("speaker_id", "str", "the actor who said it", null=True),
        Column("addressee_id", "str", "the actor it was said to", null=True),
        Column("addressee", "str", "the words for whom it was said to", null=True),
        Column("cue", "str", "the words that attribute it", null=True),
        Column("cue_lemma", "str", "base form of the cue's head", null=True),
        Column("cue_stance", "str", "attitude the cue carries", null=True, words=STANCES),
        Column("form", "str", "how the words are given", words=("direct", "mixed", "indirect")),
        Column("content", "str", "what was said; parts joined by ' … '"),
        Column("start", "int", "first character of the content"),
        Column("end", "int", "character after the content's last"),
        SECTION,
        SENTENCE,
        Column("hops", "int", "relays between speaker and reader"),
        Column("channel", "str", "where or how it was said ('in a letter')", null=True),
        Column("inside_id", "str", "the statement that reports this one", null=True),
        Column(
            "status",
            "str",
            "whether it has a speaker",
            words=("attributed", "anonymous", "unattributed", "unclosed"),
        ),
        CONFIDENCE,
        RULE,
    ),
    key="statement_id",
)
SPANS = Table(
    "spans",
    "one stretch of a statement",
    (
        STATEMENT,
        Column("role", "str", "part it plays", words=("source", "cue", "content")),
        START,
        END,
        TEXT,
    ),
)
RELAYS = Table(
    "relays",
    "someone who passes a statement on",
    (
        STATEMENT,
        Column("hop", "int", "1 = nearest the reader"),
        Column("actor_id", "str", "the actor who passes it on", null=True),
        START,
        END,
        TEXT,
        RULE,
    ),
)
DATES = Table(
    "dates",
    "a time expression (TIMEX3)",
    (
        Column("date_id", "str", "key"),
        Column("type", "str", "TIMEX3 type", words=("DATE", "TIME", "DURATION", "SET")),
        Column("value", "str", "TIMEX3 value", null=True),
        Column("first", "day", "first day it covers", null=True),
        Column("last", "day", "last day it covers", null=True),
        Column(
            "precision",
            "str",
            "size of the calendar unit named",
            words=(
                "time",
                "day",
                "weekend",
                "week",
                "month",
                "quarter",
                "season",
                "half",
                "year",
                "decade",
                "century",
                "none",
            ),
        ),
        Column(
            "anchor",
            "str",
            "what the value was worked out from",
            words=("explicit", "published", "context", "none"),
        ),
        Column("mod", "str", "TIMEX3 mod (APPROX, START, END...)", null=True),
        Column(
            "status",
            "str",
            "what became of it",
            words=("resolved", "vague", "ambiguous", "impossible", "unresolved"),
        ),
        START,
        END,
        TEXT,
        SENTENCE,
        Column("event", "str", "the clause it dates", null=True),
        Column("relation_id", "str", "the relation it dates", null=True),
        Column("statement_id", "str", "the statement it stands in or dates", null=True),
        RULE,
    ),
    key="date_id",
)
RELATIONS = Table(
    "relations",
    "who does what to whom",
    (
        Column("relation_id", "str", "key"),
        Column("source_id", "str", "the actor who does it", null=True),
        Column("target_id", "str", "the actor it is done to", null=True),
        Column("event", "str", "PLOVER event type", words=tuple(PLOVER_EVENTS)),
        Column("quad", "str", "PLOVER quad class", words=QUADS),
        Column("sign", "int", "-1 conflict, 0 open, 1 cooperation"),
        Column(
            "status",
            "str",
            "who vouches for it",
            words=("asserted", "reported", "hypothetical", "negated"),
        ),
        Column("claimed_by", "str", "the actor whose claim it is", null=True),
        Column("statement_id", "str", "the statement it stands in", null=True),
        Column("date_id", "str", "when", null=True),
        Column("cue", "str", "the words that name the event"),
        Column("reciprocal", "bool", "both ends do it to each other"),
        START,
        END,
        TEXT,
        SENTENCE,
        CONFIDENCE,
        RULE,
    ),
    key="relation_id",
)
REVISIONS = Table(
    "revisions",
    "a claim of the earlier version, and what the later part does to it",
    (
        Column("revision_id", "str", "key"),
        Column("claim_start", "int", "first character of the claim"),
        Column("claim_end", "int", "character after the claim's last"),
        Column("claim", "str", "the words of the claim"),
        Column(
            "status",
            "str",
            "what became of it",
            words=("retracted", "contradicted", "confirmed", "unchanged"),
        ),
        Column("by_start", "int", "first character of what changes it", null=True),
        Column("by_end", "int", "character after the last", null=True),
        Column("by", "str", "the words that change it", null=True),
        Column("reason", "str", "why the two were paired, in words"),
        RULE,
    ),
    key="revision_id",
)
SOURCES = Table(
    "sources",
    "a source, judged by the news-literacy test IMVAIN",
    (
        Column("actor_id", "str", "key"),
        Column("independent", "bool", "speaks about others than its own side", null=True),
        Column("independent_reason", "str", "why"),
        Column("n_corroborating", "int", "other sources that say the same"),
        Column("corroborating_reason", "str", "who they are"),
        Column("verifies", "bool", "backs it by documents, data, or having seen it"),
        Column("verifies_reason", "str", "why"),
        Column("authoritative", "bool", "in a position to know", null=True),
        Column("authoritative_reason", "str", "why"),
        Column("named", "bool", "named in the story"),
        Column("named_reason", "str", "why"),
        Column("n_statements", "int", "statements it is the speaker of"),
        Column("max_hops", "int", "longest chain from it to the reader"),
    ),
    key="actor_id",
)
# what became of an analyst's corrections; beside the story's tables, not one of them
CORRECTIONS = Table(
    "corrections",
    "a correction by an analyst, and what became of it",
    (
        Column("entry", "int", "number of the entry, from 1"),
        Column("action", "str", "what it does", words=("merge", "split", "set", "drop", "add")),
        Column("table", "str", "the table it is about"),
        Column("words", "str", "the words that point at the row"),
        Column("note", "str", "why the analyst made it"),
        Column(
            "status",
            "str",
            "applied, no longer fitting the text or tables, or fitting more than one row",
            words=("applied", "stale", "refused"),
        ),
        Column("reason", "str", "what was done, or why it was not"),
        Column("row_ids", "str", "keys of the rows it changed, with blanks between"),
    ),
    key="entry",
)

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        SECTIONS,
        SENTENCES,
        ACTORS,
        MENTIONS,
        STATEMENTS,
        SPANS,
        RELAYS,
        DATES,
        RELATIONS,
        REVISIONS,
        SOURCES,
    )
}
