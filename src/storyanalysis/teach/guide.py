"""What a lesson says to students and teachers beside the questions."""

from __future__ import annotations

from storyanalysis.article import Article

__all__ = ["HOW_TO", "KIND_TEXTS", "ON_PAPER", "heading", "points_word"]

HOW_TO = (
    "Read the article first; its paragraphs are numbered. Then choose *Run all cells* once, and "
    "answer the questions: write between the quotation marks and run the cell, and the one below "
    "it, which tells whether your answer can be read. Capitals and full stops do not matter; a "
    "surname is enough."
)
ON_PAPER = (
    "Read the article first; its paragraphs are numbered. In the questions the words asked about "
    "are underlined."
)
KIND_TEXTS = {
    "speaker": "## Who speaks?\n\nSomebody stands behind every statement. Sometimes only a word "
    "like *he* or *it* is left: look in the sentences before for whom it stands.",
    "form": "## In whose words?\n\nQuotation marks promise that somebody used these very words. "
    "Without them the reporter chose the words.",
    "chain": "## Through whose hands?\n\nThe first name is whoever said it. Then come all who "
    "passed it on, up to this page. Every hand can change a message, or check it.",
    "date": "## When?\n\nWords like *Sunday* mean a date only together with the day on which the "
    "article was published.",
    "edge": "## Who does what to whom?\n\nIn a graph of the story every actor is a dot, and what "
    "one does to another is an arrow with a sign. Write the two ends as the article names them.",
    "revision": "## What was taken back?\n\nStories change. A later part may take back what an "
    "earlier part still says.",
    "imvain": "## How good is the source?\n\nIMVAIN is a test for sources: **i**ndependent rather "
    "than self-interested, **m**ultiple rather than single, **v**erifying rather than asserting, "
    "**a**uthoritative or **i**nformed rather than not, **n**amed rather than unnamed. Judge by "
    "what the story tells. A *no* does not make a source wrong: it tells what to check.",
    "open": "## In your own words\n\nThere is more than one good answer. Give the words of the "
    "article that yours rests on.",
}


def heading(article: Article) -> str:
    """The article's title, or its first line."""
    return article.title or next(line for line in article.text.split("\n") if line.strip())


def points_word(points: int) -> str:
    """A number of points, in words.

    >>> points_word(1), points_word(3)
    ('1 point', '3 points')
    """
    return f"{points} point{'' if points == 1 else 's'}"
