"""Loaders of public benchmarks, from files that the user has on disk just as their authors publish them.

Nothing is ever downloaded. `read_set` gives labelled texts as cases, `read_story_set` stories; each loader's docstring
says where its files come from and how the publisher's labels become ours::

    for case in read_set("ragtruth", Path("RAGTruth/dataset")):
        ...
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from eval.cases import Case
from eval.loaders.annotated_spans import read_faithbench, read_ragtruth
from eval.loaders.claims import read_aggrefact, read_wice
from eval.loaders.edits import read_bump, read_summedits
from eval.loaders.loader import Loaded, Loader, StoryRecord
from eval.loaders.sentences import read_defacto, read_frank, read_qags
from eval.loaders.stories import read_multinews, read_neus, read_summhay
from eval.loaders.xsumfaith import read_xsumfaith
from summarizer.errors import InputError

__all__ = ["LOADERS", "Loader", "StoryRecord", "read_set", "read_story_set"]

GITHUB = "https://github.com/"
HUGGING_FACE = "https://huggingface.co/datasets/"

_CASE_LOADERS: tuple[Loader[Case], ...] = (
    Loader(
        name="ragtruth",
        kind="cases",
        title="RAGTruth (Niu et al. 2024)",
        url=GITHUB + "ParticleMedia/RAGTruth",
        licence="MIT",
        files="dataset/response.jsonl and dataset/source_info.jsonl",
        read=read_ragtruth,
    ),
    Loader(
        name="frank",
        kind="cases",
        title="FRANK (Pagnoni et al. 2021)",
        url=GITHUB + "artidoro/frank",
        licence="MIT",
        files="data/human_annotations_sentence.json",
        read=read_frank,
    ),
    Loader(
        name="qags",
        kind="cases",
        title="QAGS (Wang et al. 2020)",
        url=GITHUB + "W4ngatang/qags",
        licence="none stated",
        files="data/mturk_cnndm.jsonl, data/mturk_xsum.jsonl, or one of them",
        read=read_qags,
    ),
    Loader(
        name="summedits",
        kind="cases",
        title="SummEdits (Laban et al. 2023)",
        url=GITHUB + "salesforce/factualNLG",
        licence="CC BY 4.0",
        files="data/summedits/summedits_*.json, or summedits.json of Salesforce/summedits",
        read=read_summedits,
    ),
    Loader(
        name="bump",
        kind="cases",
        title="BUMP (Ma et al. 2023)",
        url=GITHUB + "dataminr-ai/BUMP",
        licence="MIT",
        files="data/task1_dataset.json, data/task2_dataset.json, or one of them",
        read=read_bump,
    ),
    Loader(
        name="xsumfaith",
        kind="cases",
        title="XSumFaith (Maynez et al. 2020)",
        url=GITHUB + "google-research-datasets/xsum_hallucination_annotations",
        licence="CC BY 4.0",
        files="hallucination_annotations_xsum_summaries.csv, and beside it the articles of EdinburghNLP/XSum",
        read=read_xsumfaith,
    ),
    Loader(
        name="faithbench",
        kind="cases",
        title="FaithBench (Bao et al. 2025)",
        url=GITHUB + "vectara/FaithBench",
        licence="CC BY-NC-SA (as stated in an early README)",
        files="data_for_release/batch_*.json",
        read=read_faithbench,
    ),
    Loader(
        name="wice",
        kind="cases",
        title="WiCE (Kamoi et al. 2023)",
        url=GITHUB + "ryokamoi/wice",
        licence="ODC-BY (annotations), CC BY-SA (Wikipedia), Common Crawl's terms (pages)",
        files="data/entailment_retrieval/claim/*.jsonl, or the files of subclaim or non_supported_tokens",
        read=read_wice,
    ),
    Loader(
        name="defacto",
        kind="cases",
        title="DeFacto (Liu et al. 2023)",
        url=GITHUB + "microsoft/DeFacto",
        licence="MIT (no licence file was seen)",
        files="data/train.jsonl, data/val.jsonl, data/test.jsonl, or one of them",
        read=read_defacto,
    ),
    Loader(
        name="aggrefact",
        kind="cases",
        title="LLM-AggreFact (Tang et al. 2024)",
        url=HUGGING_FACE + "lytang/LLM-AggreFact",
        licence="CC BY-ND 4.0, for evaluation only",
        files="data/dev-*.parquet, data/test-*.parquet, or one of them",
        read=read_aggrefact,
    ),
)
_STORY_LOADERS: tuple[Loader[StoryRecord], ...] = (
    Loader(
        name="summhay",
        kind="stories",
        title="SummHay (Laban et al. 2024)",
        url=GITHUB + "salesforce/summary-of-a-haystack",
        licence="Apache-2.0",
        files="data/topic_*.json, or summhay.parquet",
        read=read_summhay,
    ),
    Loader(
        name="multinews",
        kind="stories",
        title="Multi-News (Fabbri et al. 2019)",
        url=GITHUB + "Alex-Fabbri/Multi-News",
        licence="for non-commercial research and education",
        files="{train,val,test}.src.cleaned, each with its .tgt",
        read=read_multinews,
    ),
    Loader(
        name="neus",
        kind="stories",
        title="NeuS (Lee et al. 2022)",
        url=GITHUB + "HLTCHKUST/framing-bias-metric",
        licence="MIT; articles under their publishers' copyright",
        files="data/naacl2022_lrc_roundup_random_order_probe/{train,val,test}.source, each with its .target",
        read=read_neus,
    ),
)
_CASES_BY_NAME = {loader.name: loader for loader in _CASE_LOADERS}
_STORIES_BY_NAME = {loader.name: loader for loader in _STORY_LOADERS}
LOADERS: dict[str, Loader[Case] | Loader[StoryRecord]] = {**_CASES_BY_NAME, **_STORIES_BY_NAME}
"""Every loader by its name: those of cases first."""


def read_set(name: str, path: Path) -> Iterator[Case]:
    """The cases of a public set, from its folder or file, one at a time.

    Raises InputError when there is no such set or path, and, when it is reached, for what the path or a row lacks.
    """
    return _loaded(_known(_CASES_BY_NAME, name, path), path)


def read_story_set(name: str, path: Path) -> Iterator[StoryRecord]:
    """The stories of a public set, from its folder or file, one at a time. Raises as `read_set` does."""
    return _loaded(_known(_STORIES_BY_NAME, name, path), path)


def _known(loaders: Mapping[str, Loader[Loaded]], name: str, path: Path) -> Loader[Loaded]:
    if name not in loaders:
        other = f"{name!r} is a set of {LOADERS[name].kind}" if name in LOADERS else f"there is no set {name!r}"
        raise InputError(other, hint=f"Sets of this kind: {', '.join(loaders)}.")
    if not path.exists():
        raise InputError(f"{name}: {path} does not exist", hint=loaders[name].hint)
    return loaders[name]


def _loaded(loader: Loader[Loaded], path: Path) -> Iterator[Loaded]:
    """What the loader reads; its errors name the loader and the path, and say where the files come from."""
    try:
        yield from loader.read(path)
    except InputError as error:
        message = str(error) if str(path) in str(error) else f"{path}: {error}"
        raise InputError(f"{loader.name}: {message}", hint=error.hint or loader.hint) from error
