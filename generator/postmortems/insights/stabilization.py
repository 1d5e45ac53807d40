"""What stops incidents: the measures that the texts of the immediate actions name.

The format has no kind of a measure: its four keys hold texts, and authors use them loosely. So a
small vocabulary recognizes kinds of measures by their words. A sentence that says that a measure
had no effect or was not taken is ignored, and a text without a known word is listed as it is.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from ..model import Incident
from ..model.record import label_of
from ..model.response import Stabilization
from .causes import trigger

_GAP = r"[^,]{0,60}?"
_MACHINES = (
    r"(?:nodes?|servers?|hosts?|machines?|instances?|replicas?|workers?|consumers?|capacity|cores|"
    r"memory|storage|disks?|pods?|pool)"
)
_SETTINGS = (
    r"(?:time-?outs?|limits?|settings?|parameters?|configuration|connections?|concurrency|ttl"
    r"|weights?)"
)
_PARTS = r"(?:certificates?|secrets?|keys?|tokens?|credentials?|passwords?|parts?|hardware)"
_PATHS = r"(?:rotation|path|backbone|pool|service)"

VOCABULARY: Mapping[str, str] = {
    "rollback": (
        r"roll(?:ed|ing|s)?[ -]?back|rollbacks?|revert(?:ed|ing|s)?|undone|undid|undo|backed out"
        r"|downgrad(?:ed|ing)|brought back|taken back|taken out again|put back"
        r"|back to (?:its|their) former|(?:old|former|previous) values"
        r"|(?:earlier|previous|former|last good) (?:\w+ )?"
        r"(?:version|release|file|configuration|software|build|image)"
        r"|(?:release|file|zone|version|build)(?: of the day)? before"
    ),
    "restart": (
        r"restart(?:ed|ing|s)?|reboot(?:ed|ing|s)?|power[- ]cycl(?:ed|ing)"
        r"|started (?:again|by hand)"
    ),
    "scaling": (
        rf"scal(?:ed|ing) (?:up|out|from|to)|{_MACHINES}{_GAP} (?:added|enlarged|doubled|more)"
        rf"|(?<!the )added (?:\w+ )?{_MACHINES}|more (?:\w+ ){{0,3}}{_MACHINES}|twice as many"
        rf"|{_MACHINES}{_GAP} (?:in place of|from \d[\d,]*|to \d[\d,]*)"
        rf"|\d[\d,]* to \d[\d,]* {_MACHINES}"
    ),
    "failover": (
        r"fail(?:ed|ing|s)?[ -]?over|failovers?|re-?rout(?:ed|ing)|routed|steer(?:ed|ing)"
        rf"|out of (?:the |its )?{_PATHS}|drain(?:ed|ing) (?:of|from|traffic)"
        r"|traffic (?:was |were )?(?:to|moved|shifted|sent)|(?:sent|switched) (?:by hand )?to"
        r"|moved (?:away from|to (?:the |a |another )?(?:other|recovery|standby|second|backup))"
        r"|spread over|bypass(?:ed|ing)?|standby"
    ),
    "load-limited": (
        r"throttl(?:ed|es|ing)|rate[- ]limit(?:ed|s|ing)?|limit of requests|shed(?:ding)?"
        r"|(?<!impact was )(?<!damage was )limited(?! (?:the )?(?:impact|effects?|damage|harm"
        r"|success|numbers?|scope|extent)\b)"
        r"|block(?:ed|ing)|refused|accounts? (?:were )?locked|locked out|circuit breakers?"
        r"|waiting room|queued|into a queue|send half|load (?:was |were )?(?:cut|reduced|taken off)"
        r"|take load off|lowered in priority|kept (?:\w+ ){1,3}(?:away|off)|taken offline"
        r"|maintenance mode"
    ),
    "switched-off": (
        r"(?:switched|turned|shut) off|turned (?:\w+ )?down|disabled|paused|halted"
        r"|stopped(?! (?:further|the|more))|frozen|kill[- ]?switch|suppressed|ended|killed"
        r"|terminated|skipped|held (?:back|for)|(?:was|were) removed"
        rf"|taken out(?! again| of (?:the |its )?{_PATHS})"
    ),
    "configuration": (
        rf"{_SETTINGS}{_GAP} (?:raised|lowered|changed|made|set|increased|reduced|from|rebuilt)"
        r"|configured to|preference of routes|set by hand|put right|overrides?|override rule"
    ),
    "fix": (
        r"hot-?fix(?:es)?|patch(?:ed|es)?|fix(?:ed|es)?|code was changed|query was changed"
        r"|(?:new|dot) (?:version|release)s?|replaced by a|work(?:ed)?[- ]?around"
    ),
    "replacement": (
        rf"(?:new|renewed|replace[ds]?|replacement|rotated|revoked|issued){_GAP} {_PARTS}"
        rf"|{_PARTS}{_GAP} (?:renewed|replaced|rotated|revoked|reissued)"
    ),
    "data-restored": (
        r"restor(?:ed|ing|es?)|backups?|snapshots?|rebuilt|created again|recreated|repaired"
        r"|set back to a copy|reloaded|truncated"
    ),
    "provider": (
        r"(?:by|from) (?:the|our|their) (?:provider|vendor|supplier|operator)s?"
        r"|(?:provider|vendor|supplier)s? (?:fixed|repaired|resolved|raised|enlarged|restored)"
    ),
    "waiting": (
        r"waited|waiting (?:for|until|out)|by (?:it|them)sel(?:f|ves)|on its own"
        r"|until it (?:passed|ended)"
    ),
}
"""The words of each kind of measure, as a regular expression without regard to case."""

MEASURES = tuple(VOCABULARY)
"""The kinds of measures that the vocabulary knows."""

_RECOGNIZED = {
    name: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for name, words in VOCABULARY.items()
}
_NOT_TAKEN = re.compile(
    r"^(?:none|no(?!-\w|\.\s*\d)|nothing|not(?! only\b)|never|n/a)\b|^[-\u2013\u2014]+[.;:]?$"
    r"|not (?:usable|possible|needed|used|applicable)|nothing (?:to|was done)\b"
    r"|(?<!that )(?<!which )(?<!who )\b(?:is|are|was|were|has|had|have|could|can|did|do|does|would)"
    r"(?: not| never|n[\u2019']t) (?:(?:be|been|yet) ){0,2}"
    rf"(?:{'|'.join(VOCABULARY.values())}|tried|attempted|taken|carried out|deployed|applied)\b",
    re.IGNORECASE,
)
_NO_EFFECT = re.compile(
    r"without (?:any )?effect|no effect|in vain|too late|helped only|\bunsuccessful"
    r"|(?:did|does|had|would) not (?:help|work|resume|bring)|did ?n.t (?:help|work)"
    r"|\b(?:roll-?back|roll back|revert|restart|reboot|fail-?over|(?:hot-?)?fix|patch|work-?around"
    r"|restore|attempt)(?:e?s)?(?: (?:of|to) (?:\S+ ){1,4}?| (?:also )?)fail(?:ed|s)"
    r"(?=$|[.,;:)]| (?:too|again|to|because|with|for|at|and|but|due|when|after|since)\b)",
    re.IGNORECASE,
)
_REFERS_BACK = re.compile(r"(?:but )?(?:this|that|it|they|these|both|which)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[.;:])(?!(?<=\bno\.)\s+\d)\s+", re.IGNORECASE)
_KEYS = ("rollback", "patches", "traffic", "scaling")
"""The keys of `stabilization`, those that tell most about what stopped an incident first."""


def sentences_taken(text: str) -> list[str]:
    """Return the sentences of a text that name a measure that was taken and had an effect.

    Return all sentences of a text that does not say otherwise of any measure. If it does, its other
    sentences can be reasons, so only those with a word of the vocabulary are returned.
    """
    sentences: list[str] = []
    is_negated = False
    for sentence in _SENTENCE_END.split(text.strip()):
        if _NO_EFFECT.search(sentence):
            is_negated = True
            if _REFERS_BACK.match(sentence):
                sentences = sentences[:-1]
        elif _NOT_TAKEN.search(sentence):
            is_negated = True
        else:
            sentences.append(sentence)
    return [one for one in sentences if _kinds(one)] if is_negated else sentences


def measures_of(text: str) -> frozenset[str] | None:
    """Return the measures that a text names; None if it says that none was taken or had effect.

    Empty if the vocabulary recognizes none.
    """
    sentences = sentences_taken(text)
    return frozenset().union(*map(_kinds, sentences)) if sentences else None


def _kinds(sentence: str) -> frozenset[str]:
    return frozenset(name for name, words in _RECOGNIZED.items() if words.search(sentence))


def measures_taken(incident: Incident) -> list[str]:
    """Return the immediate actions of an incident without those not taken or without effect."""
    texts = (_text_taken(one.text) for one in _measure_texts(incident))
    return [text for text in texts if text]


def _text_taken(text: str) -> str:
    taken = " ".join(sentences_taken(text)).rstrip(";:")
    return taken if text.startswith(taken[:1]) else taken[:1].upper() + taken[1:]


@dataclass(frozen=True)
class MeasureText:
    """A text of the immediate actions of an incident, with the label of its key."""

    incident: Incident
    label: str
    text: str


@dataclass(frozen=True)
class Stabilizations:
    """The measures that stopped incidents, as their texts name them.

    Args:
        by_measure: the incidents of each measure, newest first; the most frequent measure first.
        recorded: the number of incidents with a text.
        recognized: the number of incidents with at least one measure.
        not_taken: the number of texts that only say that a measure had no effect or was not taken.
        not_recognized: the texts without a word of the vocabulary, those of the newest first.
        texts: the number of texts.
    """

    by_measure: Mapping[str, tuple[Incident, ...]]
    recorded: int
    recognized: int
    not_taken: int
    not_recognized: tuple[MeasureText, ...]
    texts: int

    @cached_property
    def triggers(self) -> Counter[str]:
        """The number of incidents with a measure by the category of their trigger."""
        by_id = {one.id: one for group in self.by_measure.values() for one in group}
        return Counter(filter(None, map(trigger, by_id.values())))

    @cached_property
    def by_trigger(self) -> Mapping[str, Counter[str]]:
        """The number of incidents of each measure by the category of the trigger.

        The trigger with the most incidents comes first; incidents without a trigger are left out.
        """
        names = sorted(self.triggers, key=lambda name: (-self.triggers[name], name))
        counts: dict[str, Counter[str]] = {name: Counter() for name in names}
        for measure, group in self.by_measure.items():
            for incident in group:
                if name := trigger(incident):
                    counts[name][measure] += 1
        return counts


def stabilizations(incidents: tuple[Incident, ...]) -> Stabilizations:
    """Return the measures of incidents, which are newest first."""
    grouped: dict[str, list[Incident]] = {}
    unknown: list[MeasureText] = []
    recorded = recognized = not_taken = texts = 0
    for incident in incidents:
        incident_measures: set[str] = set()
        measure_texts = list(_measure_texts(incident))
        for one in measure_texts:
            measures = measures_of(one.text)
            not_taken += measures is None
            incident_measures |= measures or frozenset()
            if measures is not None and not measures:
                unknown.append(one)
        recorded += bool(measure_texts)
        recognized += bool(incident_measures)
        texts += len(measure_texts)
        for measure in sorted(incident_measures):
            grouped.setdefault(measure, []).append(incident)
    ordered = sorted(grouped, key=lambda name: (-len(grouped[name]), MEASURES.index(name)))
    return Stabilizations(
        {name: tuple(grouped[name]) for name in ordered},
        recorded,
        recognized,
        not_taken,
        tuple(unknown),
        texts,
    )


def _measure_texts(incident: Incident) -> Iterator[MeasureText]:
    for key in _KEYS:
        label = label_of(key, Stabilization.model_fields[key])
        for text in getattr(incident.response.stabilization, key):
            yield MeasureText(incident, label, text)
