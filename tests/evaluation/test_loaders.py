"""Loaders of public sets: published files, here tiny and invented, become cases and stories, or an error that helps."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import pyarrow as arrow
import pyarrow.parquet as parquet
import pytest

from eval.cases import Case, read_case, write_case
from eval.loaders import LOADERS, StoryRecord, read_set, read_story_set
from summarizer.errors import InputError

LAMP = "The lighthouse at Orne was lit again on Friday. Keeper Ada Roke said the new lamp cost 900 crowns."
Rows = Iterable[object]


def write_lines(path: Path, rows: Rows) -> Path:
    """A file of JSON lines."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def write_json(path: Path, value: object) -> Path:
    """A JSON file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value), encoding="utf-8")
    return path


def marked(case: Case) -> list[str]:
    """The stretches of the text that are marked."""
    assert case.spans is not None
    return [case.text[start:end] for start, end in case.spans]


def error_of(name: str, path: Path) -> InputError:
    """What reading the whole set raises."""
    read = read_story_set if LOADERS[name].kind == "stories" else read_set
    with pytest.raises(InputError) as caught:
        list(read(name, path))
    return caught.value


# ------------------------------------------------------------------------------------------- all of them


def test_the_table_names_every_set_in_order() -> None:
    """A set has a title, a licence, a repository and the files it takes; cases come before stories."""
    assert list(LOADERS) == [
        "ragtruth", "frank", "qags", "summedits", "bump", "xsumfaith", "faithbench", "wice", "defacto", "aggrefact",
        "summhay", "multinews", "neus",
    ]  # fmt: skip
    for name, loader in LOADERS.items():
        assert loader.name == name
        assert loader.title
        assert loader.licence
        assert loader.files
        assert loader.url.startswith("https://")
        assert loader.kind == ("stories" if name in ("summhay", "multinews", "neus") else "cases")


@pytest.mark.parametrize("name", list(LOADERS))
def test_a_folder_without_the_files_is_told_with_where_they_come_from(name: str, tmp_path: Path) -> None:
    """The message names loader, path and what is missing; the hint names the repository, but no host and no path."""
    error = error_of(name, tmp_path)
    assert str(error).startswith(f"{name}: {tmp_path} holds no ")
    assert "/".join(LOADERS[name].url.split("/")[-2:]) in error.hint
    assert "://" not in error.hint
    assert str(tmp_path) not in error.hint


def test_unknown_names_paths_and_kinds_are_refused_at_once(tmp_path: Path) -> None:
    """Before anything is read: the set must exist, be of the kind asked for, and the path must be there."""
    with pytest.raises(InputError, match="there is no set 'ragtrue'") as caught:
        read_set("ragtrue", tmp_path)
    assert "ragtruth" in caught.value.hint
    with pytest.raises(InputError, match="'neus' is a set of stories"):
        read_set("neus", tmp_path)
    with pytest.raises(InputError, match="'frank' is a set of cases"):
        read_story_set("frank", tmp_path)
    with pytest.raises(InputError, match="nowhere does not exist"):
        read_set("frank", tmp_path / "nowhere")


def test_a_file_that_is_no_json_is_told_by_row(tmp_path: Path) -> None:
    """A broken line is an error with the file's name, not a row less."""
    path = tmp_path / "mturk_cnndm.jsonl"
    path.write_text("{broken", encoding="utf-8")
    assert "mturk_cnndm.jsonl: line 1 is no JSON" in str(error_of("qags", path))


# ------------------------------------------------------------------------------------------- RAGTruth

ANSWER = "The lighthouse at Orne was lit again on Monday, to the joy of its sailors."


def ragtruth_row(**changed: object) -> dict[str, object]:
    """An answer of RAGTruth with one conflict."""
    label = {"start": 40, "end": 46, "text": "Monday", "label_type": "Evident Conflict", "implicit_true": False}
    row = {"id": "5", "source_id": "71", "model": "m", "temperature": 0.7, "labels": [label], "split": "test"}
    return row | {"quality": "good", "response": ANSWER} | changed


def ragtruth(folder: Path, *rows: object) -> Path:
    """A folder of RAGTruth with a source of each task."""
    inn = {"name": "Roke's Inn", "hours": {"Monday": "8:0-20:0"}, "attributes": {"Wi_Fi": None, "Bar": True}}
    reviews = {"review_info": [{"review_stars": 4.0, "review_text": "Warm soup."}]}
    sources = [
        {"source_id": "71", "task_type": "Summary", "source": "Gazette", "source_info": LAMP, "prompt": "Sum up."},
        {
            "source_id": "72",
            "task_type": "QA",
            "source_info": {"question": "who keeps it", "passages": "passage 1:Ada."},
        },
        {"source_id": "73", "task_type": "Data2txt", "source_info": inn | reviews},
    ]
    write_lines(folder / "dataset" / "source_info.jsonl", sources)
    write_lines(folder / "dataset" / "response.jsonl", rows)
    return folder


def test_ragtruth_marks_what_is_wrong_in_a_whole_answer(tmp_path: Path) -> None:
    """Label 0 and the marked stretch; the group is the source; the id tells split and task."""
    (case,) = read_set("ragtruth", ragtruth(tmp_path, ragtruth_row()))
    assert (case.id, case.label, case.level, case.group) == ("ragtruth-test-Summary-5", 0, "summary", "71")
    assert marked(case) == ["Monday"]
    assert case.code == ""
    assert case.documents[0].text == LAMP


def test_ragtruth_says_extrinsic_when_all_marks_are_baseless(tmp_path: Path) -> None:
    """Overlapping marks are one span; a mark whose offsets are wrong is found by its words."""
    baseless = {"text": "to the joy", "start": 48, "end": 58, "label_type": "Subtle Baseless Info"}
    longer = {"text": "joy of its sailors", "start": 0, "end": 18, "label_type": "Evident Baseless Info"}
    (case,) = read_set("ragtruth", ragtruth(tmp_path, ragtruth_row(labels=[baseless, longer])))
    assert marked(case) == ["to the joy of its sailors"]
    assert case.code == "extrinsic"


def test_ragtruth_without_marks_is_supported_and_annotated(tmp_path: Path) -> None:
    """No label means that somebody looked and found nothing: spans are empty, not unknown."""
    (case,) = read_set("ragtruth", ragtruth(tmp_path, ragtruth_row(labels=[])) / "dataset" / "response.jsonl")
    assert (case.label, case.spans, case.code) == (1, (), "")


def test_ragtruth_leaves_out_answers_of_bad_quality(tmp_path: Path) -> None:
    """Truncated answers and mistaken refusals are no test of faithfulness."""
    rows = [ragtruth_row(quality="truncated"), ragtruth_row(quality="incorrect_refusal"), ragtruth_row(id="6")]
    assert [case.id for case in read_set("ragtruth", ragtruth(tmp_path, *rows))] == ["ragtruth-test-Summary-6"]


def test_ragtruth_sources_become_readable_text(tmp_path: Path) -> None:
    """A question stands above its passages; data becomes lines, with what is null told as not known."""
    rows = [ragtruth_row(source_id="72"), ragtruth_row(source_id="73")]
    question, inn = (case.documents[0].text for case in read_set("ragtruth", ragtruth(tmp_path, *rows)))
    assert question == "who keeps it\n\npassage 1:Ada."
    lines = inn.splitlines()
    assert "hours, Monday: 8:0-20:0" in lines
    assert "attributes, Wi Fi: not known" in lines
    assert "attributes, Bar: yes" in lines
    assert "review info 1, review text: Warm soup." in lines


def test_ragtruth_tells_file_row_and_field(tmp_path: Path) -> None:
    """A missing field, source or second file is an error that says which."""
    row = ragtruth_row()
    del row["response"]
    assert 'response.jsonl, row 2: no "response"' in str(error_of("ragtruth", ragtruth(tmp_path, ragtruth_row(), row)))
    assert "not in source_info.jsonl" in str(error_of("ragtruth", ragtruth(tmp_path, ragtruth_row(source_id="9"))))
    outside = {"text": "Sunday", "start": 500, "end": 506, "label_type": "Evident Conflict"}
    assert "row 1, labels/0" in str(error_of("ragtruth", ragtruth(tmp_path, ragtruth_row(labels=[outside]))))
    (tmp_path / "dataset" / "source_info.jsonl").unlink()
    assert "holds no source_info.jsonl" in str(error_of("ragtruth", tmp_path))


# ------------------------------------------------------------------------------------------- FaithBench

SUMMARY = " The lighthouse cost 900 crowns, a record for gloomy Orne."


def faithbench_mark(stretch: str, *labels: str) -> dict[str, object]:
    """An annotation of FaithBench."""
    start = SUMMARY.index(stretch)
    place = {"summary_start": start, "summary_end": start + len(stretch)}
    return {
        "annot_id": 1,
        "annotator_name": "A. B.",
        "note": "",
        "label": list(labels),
        "summary_span": stretch,
    } | place


def faithbench(folder: Path, *marks: object) -> Path:
    """A batch of FaithBench with one sample."""
    sample = {"sample_id": 3, "source": LAMP, "summary": SUMMARY, "annotations": list(marks), "metadata": {}}
    write_json(folder / "data_for_release" / "batch_2.json", {"samples": [sample]})
    return folder


def test_faithbench_counts_unwanted_and_questionable_marks(tmp_path: Path) -> None:
    """The worst mark decides; benign ones are no error and no span."""
    marks = [
        faithbench_mark("The lighthouse cost", "Unwanted", "Unwanted.Intrinsic"),
        faithbench_mark("gloomy", "Benign"),
        faithbench_mark("a record", "Questionable"),
    ]
    (case,) = read_set("faithbench", faithbench(tmp_path, *marks))
    assert (case.id, case.label, case.level, case.code) == ("faithbench-batch_2-3", 0, "summary", "")
    assert marked(case) == ["The lighthouse cost", "a record"]


def test_faithbench_without_serious_marks_is_supported(tmp_path: Path) -> None:
    """Nothing marked, or only what is benign: label 1 and no spans."""
    for marks in ([], [faithbench_mark("gloomy", "Benign")]):
        (case,) = read_set("faithbench", faithbench(tmp_path, *marks))
        assert (case.label, case.spans) == (1, ())


def test_faithbench_says_extrinsic_when_all_serious_marks_do(tmp_path: Path) -> None:
    """And samples of one source are one group."""
    mark = faithbench_mark("a record", "Unwanted", "Unwanted.Extrinsic")
    (case,) = read_set("faithbench", faithbench(tmp_path, mark))
    assert case.code == "extrinsic"
    (other,) = read_set("faithbench", faithbench(tmp_path))
    assert case.group == other.group != ""


def test_faithbench_reads_the_older_list_of_samples(tmp_path: Path) -> None:
    """`annot/batch_1_annotation.json` is a list; a sample without annotations is told."""
    sample = {"sample_id": 0, "source": LAMP, "summary": SUMMARY, "annotations": [], "meta_model": "m"}
    path = write_json(tmp_path / "annot" / "batch_1_annotation.json", [sample])
    assert [case.id for case in read_set("faithbench", tmp_path)] == ["faithbench-batch_1-0"]
    del sample["annotations"]
    write_json(path, [sample])
    assert 'batch_1_annotation.json, row 1: no "annotations"' in str(error_of("faithbench", path))


# ------------------------------------------------------------------------------------------- FRANK, QAGS, DeFacto


def frank(folder: Path, *judged: dict[str, list[str]], **changed: object) -> Path:
    """FRANK with one summary, a sentence for each annotation."""
    row = {"hash": "ab12", "model_name": "pgn", "split": "validation", "article": LAMP, "summary": "..."}
    sentences = {"summary_sentences": [f"Sentence {n}." for n in range(len(judged))]}
    path = folder / "data" / "human_annotations_sentence.json"
    write_json(path, [row | sentences | {"summary_sentences_annotations": list(judged)} | changed])
    return folder


def test_frank_takes_the_majority_of_each_sentence(tmp_path: Path) -> None:
    """Two of three decide; the error type that two gave becomes our code where there is one."""
    path = frank(
        tmp_path,
        {"annotator_0": ["NoE"], "annotator_1": ["NoE"], "annotator_2": ["EntE"]},
        {"annotator_0": ["EntE", "OutE"], "annotator_1": ["EntE"], "annotator_2": ["NoE"]},
        {"annotator_0": ["CircE"], "annotator_1": ["CircE"], "annotator_2": ["CircE"]},
        {"annotator_0": ["NoE"], "annotator_1": ["OutE"], "annotator_2": []},
    )
    cases = list(read_set("frank", path))
    assert [case.label for case in cases] == [1, 0, 0, 0]  # the last is a tie: not supported
    assert [case.code for case in cases] == ["", "entity", "", ""]
    assert {case.group for case in cases} == {"ab12"}
    assert (cases[1].id, cases[1].text, cases[1].level) == ("frank-validation-ab12-pgn-1", "Sentence 1.", "sentence")
    assert cases[0].spans is None


def test_frank_leaves_out_blank_sentences_and_tells_what_does_not_fit(tmp_path: Path) -> None:
    """A blank sentence says nothing; a sentence too few, or one that nobody judged, is an error."""
    judged = {"annotator_0": ["NoE"]}
    path = frank(tmp_path, judged, judged, summary_sentences=["One.", " "])
    assert [case.text for case in read_set("frank", path)] == ["One."]
    assert "row 1: 1 sentences but 2 annotations" in str(
        error_of("frank", frank(tmp_path, judged, judged, summary_sentences=["One."]))
    )
    assert "summary_sentences_annotations/0: no annotator" in str(
        error_of("frank", frank(tmp_path, {"annotator_0": []}))
    )
    assert 'no "hash"' in str(error_of("frank", frank(tmp_path, judged, hash=None)))


def qags_sentence(text: str, *answers: str) -> dict[str, object]:
    """A sentence of QAGS with its answers."""
    return {"sentence": text, "responses": [{"worker_id": n, "response": word} for n, word in enumerate(answers)]}


def test_qags_takes_the_majority_of_the_answers(tmp_path: Path) -> None:
    """More than half must say yes; sentences of one article are one group; texts stay tokenised."""
    sentences = [qags_sentence("the lamp is lit .", "yes", "yes", "no"), qags_sentence("it burnt .", "yes", "no")]
    write_lines(tmp_path / "mturk_cnndm.jsonl", [{"article": LAMP, "summary_sentences": sentences}])
    write_lines(tmp_path / "mturk_xsum.jsonl", [{"article": "A fox .", "summary_sentences": sentences[:1]}])
    cases = list(read_set("qags", tmp_path))
    assert [case.id for case in cases] == ["qags-cnndm-1-0", "qags-cnndm-1-1", "qags-xsum-1-0"]
    assert [case.label for case in cases] == [1, 0, 1]
    assert cases[0].group == cases[1].group != cases[2].group
    assert cases[0].text == "the lamp is lit ."


def test_qags_tells_an_answer_that_is_neither(tmp_path: Path) -> None:
    """The place goes down to the answer."""
    row = {"article": LAMP, "summary_sentences": [qags_sentence("it is lit .", "yes", "perhaps")]}
    path = write_lines(tmp_path / "mturk_xsum.jsonl", [row])
    assert "row 1, summary_sentences/0, responses/1" in str(error_of("qags", path))


def defacto_row(**changed: object) -> dict[str, object]:
    """A summary of DeFacto with an extrinsic error."""
    row = {"article": LAMP, "abstract": "The lamp is lit.", "candidate": "The lamp of 1880 is lit.", "doc_id": 4}
    errors = {"has_error": True, "intrinsic_error": False, "extrinsic_error": True}
    return row | errors | {"feedback": {"summary": "The lamp is lit."}} | changed


def test_defacto_gives_the_candidates_with_their_labels(tmp_path: Path) -> None:
    """`has_error` is label 0; only what is extrinsic alone has a code; the correction is no case."""
    rows = [defacto_row(), defacto_row(intrinsic_error=True), defacto_row(has_error=False, extrinsic_error=False)]
    write_lines(tmp_path / "data" / "val.jsonl", rows)
    cases = list(read_set("defacto", tmp_path))
    assert [case.label for case in cases] == [0, 0, 1]
    assert [case.code for case in cases] == ["extrinsic", "", ""]
    assert cases[0].id == "defacto-val-1"
    assert len({case.group for case in cases}) == 1


def test_defacto_tells_a_missing_judgement(tmp_path: Path) -> None:
    """A row without `has_error` has no label, which is an error."""
    path = write_lines(tmp_path / "test.jsonl", [defacto_row(has_error=None)])
    assert 'test.jsonl, row 1: no "has_error"' in str(error_of("defacto", path))


# ------------------------------------------------------------------------------------------- XSumFaith

XSUM = "the lamp at orne burnt down on monday night ."
COLUMNS = (
    "bbcid,system,summary,hallucination_type,hallucinated_span,hallucinated_span_start,hallucinated_span_end,worker_id"
)
NULL = "NULL,NULL,-1,-1"


def xsumfaith(folder: Path, *judged: str, bbcid: int = 11) -> Path:
    """The annotations of one summary, worker by worker; the offsets count from 1."""
    rows = [f"{bbcid},TranS2S,{XSUM},{row},wid_{n}" for n, row in enumerate(judged)]
    path = folder / "hallucination_annotations_xsum_summaries.csv"
    path.write_text("\n".join([COLUMNS, *rows]) + "\n", encoding="utf-8")
    return folder


def xsum_article(folder: Path, bbcid: int = 11) -> None:
    """An article as XSum publishes it."""
    path = folder / "bbc-summary-data" / f"{bbcid}.summary"
    path.parent.mkdir(exist_ok=True)
    head = "[SN]URL[SN]\nhttp://example.org\n\n[SN]TITLE[SN]\nLamp\n\n[SN]FIRST-SENTENCE[SN]\nIt is lit.\n\n"
    path.write_text(f"{head}[SN]RESTBODY[SN]\n{LAMP}\n", encoding="utf-8")


def test_xsumfaith_takes_the_majority_and_what_it_marked(tmp_path: Path) -> None:
    """Two of three marked something: label 0, and the words that both marked; the article is the rest of the body."""
    marks = ("extrinsic,burnt down on monday,18,37", "extrinsic,monday night .,32,45", NULL)
    xsum_article(xsumfaith(tmp_path, *marks))
    (case,) = read_set("xsumfaith", tmp_path)
    assert (case.id, case.label, case.level, case.group) == ("xsumfaith-11-TranS2S", 0, "sentence", "11")
    assert marked(case) == ["monday"]
    assert case.code == "extrinsic"
    assert case.documents[0].text == LAMP


def test_xsumfaith_offsets_decide_where_the_words_are_not_in_the_summary(tmp_path: Path) -> None:
    """They count from 1 and include the blank that follows; with no common stretch, all marks count."""
    marks = ("intrinsic,Burnt  Down,18,28", "extrinsic,night,39,44", NULL)
    xsum_article(xsumfaith(tmp_path, *marks))
    (case,) = read_set("xsumfaith", tmp_path / "hallucination_annotations_xsum_summaries.csv")
    assert marked(case) == ["burnt down", "night"]
    assert case.code == ""


def test_xsumfaith_with_one_mark_of_three_is_supported(tmp_path: Path) -> None:
    """A minority's mark is no span; a tie of two is not supported."""
    xsum_article(tmp_path)
    (case,) = read_set("xsumfaith", xsumfaith(tmp_path, NULL, "intrinsic,night,39,44", NULL))
    assert (case.label, case.spans, case.code) == (1, (), "")
    (tie,) = read_set("xsumfaith", xsumfaith(tmp_path, NULL, "intrinsic,night,39,44"))
    assert tie.label == 0


def test_xsumfaith_takes_articles_as_json_lines_or_plain_text(tmp_path: Path) -> None:
    """`id` and `document`, as on Hugging Face, or `{bbcid}.txt`."""
    xsumfaith(tmp_path, NULL)
    lines = write_lines(tmp_path / "xsum.jsonl", [{"id": "10", "document": "Other."}, {"id": "11", "document": LAMP}])
    assert next(read_set("xsumfaith", tmp_path)).documents[0].text == LAMP
    lines.unlink()
    (tmp_path / "11.txt").write_text(LAMP, encoding="utf-8")
    assert next(read_set("xsumfaith", tmp_path)).documents[0].text == LAMP


def test_xsumfaith_says_how_many_articles_are_missing(tmp_path: Path) -> None:
    """And where they come from; a missing column is told, too, and never read as "nothing marked"."""
    error = error_of("xsumfaith", xsumfaith(tmp_path, NULL))
    assert "1 of 1 XSum articles are missing, the first is 11" in str(error)
    assert "EdinburghNLP/XSum" in error.hint
    xsum_article(tmp_path)
    path = tmp_path / "hallucination_annotations_xsum_summaries.csv"
    path.write_text(f"bbcid,system,summary,worker_id\n11,TranS2S,{XSUM},wid_0\n", encoding="utf-8")
    assert 'row 2: no "hallucination_type"' in str(error_of("xsumfaith", tmp_path))


# ------------------------------------------------------------------------------------------- SummEdits, BUMP


def summedits_row(label: int, *types: str, **changed: object) -> dict[str, object]:
    """An edit of one seed summary."""
    row = {"id": f"{label}-{len(types)}", "doc": LAMP, "summary": f"The lamp is lit ({label}).", "label": label}
    return row | {"edit_types": list(types), "original_summary": "The lamp was lit."} | changed


def test_summedits_pairs_the_edits_of_a_seed(tmp_path: Path) -> None:
    """The n-th consistent and the n-th inconsistent edit are twins; one clear edit type has a code."""
    rows = [
        summedits_row(1),
        summedits_row(0, "negation_insertion_removal"),
        summedits_row(0, "entity_modification", "hallucinated_fact_insertion"),
        summedits_row(0, "entity_modification", original_summary=None),
    ]
    write_json(tmp_path / "data" / "summedits" / "summedits_news.json", rows)
    cases = list(read_set("summedits", tmp_path))
    assert [case.label for case in cases] == [1, 0, 0, 0]
    assert [case.code for case in cases] == ["", "negation", "", ""]
    assert cases[0].twin == cases[1].twin != ""
    assert cases[2].twin not in ("", cases[0].twin)
    assert cases[3].twin == ""
    assert {case.group for case in cases} == {cases[0].group}
    assert (cases[0].id, cases[0].level) == ("summedits-news-1-1-0", "summary")


def test_summedits_reads_the_single_file_and_checks_labels(tmp_path: Path) -> None:
    """On Hugging Face all domains are one file, whose seed is called otherwise."""
    row = summedits_row(0, domain="billsum", edit_types="hallucinated_fact_insertion", seed_summary="Lit.")
    path = write_json(tmp_path / "summedits.json", [row])
    (case,) = read_set("summedits", path)
    assert case.code == "extrinsic"
    assert str(case.id).startswith("summedits-billsum-1")
    write_json(path, [row, row | {"label": 2}])
    assert 'summedits.json, row 2: "label" is 2' in str(error_of("summedits", tmp_path))


def bump_row(kind: str | None) -> dict[str, object]:
    """A minimal pair of BUMP."""
    texts = {"reference_summary": "The lamp was lit on Friday.", "edited_summary": "The lamp was lit on Sunday."}
    return {"id": 8, "article_id": 2, "article": LAMP, "error_type": kind} | texts


def test_bump_gives_both_texts_of_a_pair_as_twins(tmp_path: Path) -> None:
    """The reference is supported, the edit is not, and has the code of its error type where ours has one."""
    kinds = ("Extrinsic Entity Error", "Intrinsic Circumstance Error", "Coreference Error", None)
    write_json(tmp_path / "data" / "task1_dataset.json", [bump_row(kind) for kind in kinds])
    cases = list(read_set("bump", tmp_path))
    assert [case.label for case in cases] == [1, 0] * 4
    assert [case.code for case in cases[1::2]] == ["entity", "", "coreference", ""]
    assert [case.twin for case in cases[:4]] == ["bump-task1-1"] * 2 + ["bump-task1-2"] * 2
    assert len({case.group for case in cases}) == 1
    assert len({case.id for case in cases}) == 8


def test_bump_tells_a_missing_edit(tmp_path: Path) -> None:
    """All spellings that would do are named."""
    path = write_json(tmp_path / "task2_dataset.json", [bump_row("Entity") | {"edited_summary": None}])
    assert 'task2_dataset.json, row 1: no "edited_summary" or' in str(error_of("bump", path))


# ------------------------------------------------------------------------------------------- WiCE, LLM-AggreFact


def wice_row(**changed: object) -> dict[str, object]:
    """A claim of WiCE."""
    meta = {"id": "dev01", "claim_title": "Orne", "claim_section": "Lamp.", "claim_context": ""}
    row = {"label": "supported", "supporting_sentences": [[0]], "claim": "The lamp is lit."}
    return row | {"evidence": ["Orne Gazette", LAMP], "meta": meta} | changed


def test_wice_takes_whole_claims_and_counts_partial_support_as_none(tmp_path: Path) -> None:
    """Of the whole repository the sub-claims are left alone; their folder reads them."""
    labels = ("supported", "partially_supported", "not_supported")
    folder = tmp_path / "data" / "entailment_retrieval"
    write_lines(folder / "claim" / "dev.jsonl", [wice_row(label=label) for label in labels])
    write_lines(folder / "subclaim" / "dev.jsonl", [wice_row(meta={"id": "dev01-0"})])
    cases = list(read_set("wice", tmp_path))
    assert [case.label for case in cases] == [1, 0, 0]
    assert cases[0].documents[0].text == f"Orne Gazette\n{LAMP}"
    assert (cases[0].spans, cases[0].level) == (None, "sentence")
    assert [case.id for case in read_set("wice", folder / "subclaim")] == ["wice-dev01-0"]
    assert len(list(read_set("wice", folder / "claim"))) == 3


def test_wice_tokens_become_spans_of_the_claim(tmp_path: Path) -> None:
    """Neighbours are one span; a quotation mark that the tokenizer rewrote is found."""
    claim = 'It was "the first (red) lamp" of Orne, the first.'
    tokens = [
        "It",
        "was",
        "``",
        "the",
        "first",
        "-LRB-",
        "red",
        "-RRB-",
        "lamp",
        "''",
        "of",
        "Orne",
        ",",
        "the",
        "first",
        ".",
    ]
    wrong = (3, 4, 7, 14)
    row: dict[str, object] = {
        "claim": claim,
        "claim_tokens": tokens,
        "non_supported_spans": [n in wrong for n in range(len(tokens))],
    }
    row |= {"evidence": [LAMP], "meta": {"id": "test05-1"}}
    (case,) = read_set("wice", write_lines(tmp_path / "non_supported_tokens" / "test.jsonl", [row]))
    assert (case.id, case.label) == ("wice-tokens-test05-1", 0)
    assert marked(case) == ["the first", ")", "first"]
    assert case.spans is not None
    assert case.spans[-1] == (len(claim) - 6, len(claim) - 1)


def test_wice_tells_odd_labels_and_tokens(tmp_path: Path) -> None:
    """A label of another set, a token too few and a marked token that the claim has not."""
    path = tmp_path / "dev.jsonl"
    write_lines(path, [wice_row(label="refuted")])
    assert "dev.jsonl, row 1: \"label\" is 'refuted'" in str(error_of("wice", path))
    tokens = wice_row(claim_tokens=["The", "lamb"], non_supported_spans=[False, True])
    write_lines(path, [tokens])
    assert '"claim_tokens/1" is not in the claim' in str(error_of("wice", path))
    write_lines(path, [tokens | {"non_supported_spans": [True]}])
    assert '2 "claim_tokens" but 1' in str(error_of("wice", path))
    write_lines(path, [wice_row(meta={})])
    assert 'row 1, meta: no "id"' in str(error_of("wice", path))


def test_aggrefact_reads_the_published_parquet_files(tmp_path: Path) -> None:
    """Labels as published; the id tells set, split and row; claims of one document are one group."""
    rows = [
        {"dataset": "Wice", "doc": LAMP, "claim": "The lamp is lit.", "label": 1, "contamination_identifier": "x"},
        {"dataset": "Lfqa", "doc": LAMP, "claim": "The lamp is out.", "label": 0, "contamination_identifier": "x"},
    ]
    (tmp_path / "data").mkdir()
    parquet.write_table(arrow.Table.from_pylist(rows), tmp_path / "data" / "test-00000-of-00001.parquet")
    cases = list(read_set("aggrefact", tmp_path))
    assert [case.label for case in cases] == [1, 0]
    assert cases[1].id == "aggrefact-Lfqa-test-00000-of-00001-2"
    assert cases[0].group == cases[1].group
    assert (cases[0].level, cases[0].spans) == ("sentence", None)


def test_aggrefact_tells_a_label_that_is_none(tmp_path: Path) -> None:
    """Exports as JSON lines are read, too, and checked alike."""
    row = {"dataset": "Wice", "doc": LAMP, "claim": "The lamp is lit.", "label": "maybe"}
    path = write_lines(tmp_path / "dev.jsonl", [row])
    assert 'dev.jsonl, row 1: "label" is no whole number' in str(error_of("aggrefact", path))
    write_lines(path, [row | {"label": 3}])
    assert '"label" is 3' in str(error_of("aggrefact", path))


# ------------------------------------------------------------------------------------------- stories


def haystack() -> dict[str, object]:
    """A topic of SummHay with three documents and two subtopics."""
    texts = ("The lamp is lit.", "The lamp cost 900 crowns.", "Boats are back.")
    held = (["i1"], ["i1", "i2"], ["i3"])
    documents = [
        {"document_id": f"d{n}", "document_text": text, "document_metadata": [], "insights_included": insights}
        for n, (text, insights) in enumerate(zip(texts, held, strict=True))
    ]
    insights = [{"insight_id": f"i{n}", "insight_name": "", "insight": f"Insight {n}."} for n in (1, 2, 3)]
    lamp = {"subtopic_id": "s1", "subtopic_name": "lamp", "subtopic": "The lamp", "query": "What of the lamp?"}
    boats = {"subtopic_id": "s2", "subtopic_name": "boats", "subtopic": "The boats"}
    subtopics = [lamp | {"insights": insights[:2]}, boats | {"insights": insights[2:]}]
    return {"topic_id": "t1", "topic": "Orne", "subtopics": subtopics, "documents": documents}


def test_summhay_gives_a_story_a_subtopic(tmp_path: Path) -> None:
    """Every document of the topic, and the insights with the numbers of those that hold them."""
    write_json(tmp_path / "data" / "topic_news1.json", haystack())
    lamp, boats = read_story_set("summhay", tmp_path)
    assert isinstance(lamp, StoryRecord)
    assert (lamp.id, lamp.topic, lamp.reference) == ("summhay-t1-s1", "What of the lamp?", "")
    assert [article.number for article in lamp.articles] == [1, 2, 3]
    assert [(insight.text, insight.documents) for insight in lamp.insights] == [
        ("Insight 1.", frozenset({1, 2})),
        ("Insight 2.", frozenset({2})),
    ]
    assert boats.topic == "The boats"
    assert boats.insights[0].documents == frozenset({3})
    assert boats.articles == lamp.articles


def test_summhay_reads_parquet_and_tells_a_missing_field(tmp_path: Path) -> None:
    """The file of Hugging Face has a topic a row."""
    path = tmp_path / "summhay.parquet"
    parquet.write_table(arrow.Table.from_pylist([haystack()]), path)
    assert len(list(read_story_set("summhay", tmp_path))) == 2
    topic = haystack()
    del topic["documents"]
    path = write_json(tmp_path / "topic_conv1.json", topic)
    assert 'topic_conv1.json, row 1: no "documents"' in str(error_of("summhay", path))


def multinews(folder: Path, sources: list[str], summaries: list[str]) -> Path:
    """The two files of a split."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "val.src.cleaned").write_text("".join(f"{line}\n" for line in sources), encoding="utf-8")
    (folder / "val.tgt").write_text("".join(f"{line}\n" for line in summaries), encoding="utf-8")
    return folder


def test_multinews_splits_articles_and_restores_line_ends(tmp_path: Path) -> None:
    """Separators and stand-ins go, nothing else; other line separators end no row; empty stories are left out."""
    sources = ["The lamp is lit. NEWLINE_CHAR NEWLINE_CHAR It cost 900. ||||| Boats\u2028are back. |||||", "|||||"]
    path = multinews(tmp_path / "data", [*sources, "One. ||||| |||||"], ["– Orne is happy.", "– Gone.", "– One."])
    first, last = read_story_set("multinews", path.parent)
    assert [article.text for article in first.articles] == [
        "The lamp is lit. \n \n It cost 900.",
        "Boats\u2028are back.",
    ]
    assert [article.number for article in first.articles] == [1, 2]
    assert (first.id, first.reference) == ("multinews-val-1", "– Orne is happy.")
    assert (last.id, len(last.articles)) == ("multinews-val-3", 1)


def test_multinews_needs_a_summary_for_every_story(tmp_path: Path) -> None:
    """A file too short, a blank summary and a missing file are told."""
    assert "val.tgt has no row 2" in str(error_of("multinews", multinews(tmp_path, ["A.", "B."], ["– A."])))
    assert "val.tgt, row 1: no summary" in str(error_of("multinews", multinews(tmp_path, ["A."], [" "])))
    (tmp_path / "val.tgt").unlink()
    assert "val.src.cleaned but no val.tgt" in str(error_of("multinews", tmp_path / "val.src.cleaned"))


def test_multinews_reads_rows_of_document_and_summary(tmp_path: Path) -> None:
    """The form in which data libraries hand it on."""
    path = write_lines(tmp_path / "test.jsonl", [{"document": "A.|||||B.", "summary": "– Both."}, {"summary": "– C."}])
    stories = read_story_set("multinews", path)
    assert [article.text for article in next(stories).articles] == ["A.", "B."]
    with pytest.raises(InputError, match='row 2: no "document"'):
        next(stories)


def neus(folder: Path, source: str, target: str) -> Path:
    """The two files of a split of NeuS."""
    (folder / "val.source").write_text(f"{source}\n", encoding="utf-8")
    (folder / "val.target").write_text(f"{target}\n", encoding="utf-8")
    return folder


def test_neus_reads_titles_articles_and_the_round_up(tmp_path: Path) -> None:
    """The round-up's title is the topic; an article that ends in a question keeps its mark."""
    source = "TITLE=> Orne shines. ARTICLE=> The lamp is lit. [SEP] TITLE=> Who pays?. ARTICLE=> It cost 900 crowns."
    (story,) = read_story_set("neus", neus(tmp_path, source, "TITLE=> Lamp lit. ARTICLE=> Orne has its lamp."))
    assert [(article.title, article.text) for article in story.articles] == [
        ("Orne shines", "The lamp is lit."),
        ("Who pays?", "It cost 900 crowns."),
    ]
    assert (story.id, story.topic, story.reference) == ("neus-val-1", "Lamp lit", "Orne has its lamp.")


def test_neus_takes_texts_without_titles_and_tells_what_is_missing(tmp_path: Path) -> None:
    """An earlier version has no titles; a story without a round-up is an error."""
    (story,) = read_story_set("neus", neus(tmp_path, "The lamp is lit. [SEP] Boats are back.", "All is well."))
    assert [article.text for article in story.articles] == ["The lamp is lit.", "Boats are back."]
    assert (story.topic, story.reference) == ("", "All is well.")
    assert "val.source, row 1: no round-up" in str(error_of("neus", neus(tmp_path, "The lamp is lit.", "")))
    (tmp_path / "val.target").unlink()
    assert "val.source but no val.target" in str(error_of("neus", tmp_path))


# ------------------------------------------------------------------------------------------- what comes after


def test_a_loaded_case_can_be_written_and_read_again(tmp_path: Path) -> None:
    """Cases of a loader keep to the spelling of `eval.cases`: nothing is lost on the way through a file."""
    (case,) = read_set("ragtruth", ragtruth(tmp_path, ragtruth_row()))
    assert read_case(write_case(case)) == case
