"""A linear-chain conditional random field: label probabilities of many windows at once.

Lafferty, McCallum & Pereira, "Conditional random fields", ICML 2001; the scaled
forward-backward recursion is Rabiner's (1989).
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

__all__ = ["Floats", "marginals", "posteriors"]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
BATCH = 512


def posteriors(scores: Floats, sizes: Ints, moves: Floats) -> tuple[Floats, Floats, float]:
    """Marginal probabilities of windows laid end to end.

    Parameters
    ----------
    scores : array (tokens, labels)
        What the features of each token say, as log weights.
    sizes : array
        Length of each window.
    moves : array (labels, labels)
        Log weights from one label to the next.

    Returns
    -------
    marginals : array (tokens, labels)
    pairs : array (labels, labels)
        Expected number of each move, over all windows.
    log_norm : float
        Sum of the log normalisers.
    """
    marginals = np.empty_like(scores)
    pairs = np.zeros_like(moves)
    log_norm = 0.0
    step = np.exp(moves)
    for rows, mask in _batches(sizes):
        local = scores[rows]
        top = local.max(axis=2, keepdims=True)
        weight = np.where(mask[:, :, None], np.exp(local - top), 1.0)
        forward, scale = _forward(weight, mask, step)
        backward = _backward(weight, mask, step, scale)
        both = forward * backward
        marginals[rows[mask]] = both[mask]
        log_norm += float(np.log(scale[mask]).sum() + top[:, :, 0][mask].sum())
        ahead = np.where(mask[1:, :, None], backward[1:] * weight[1:] / scale[1:, :, None], 0.0)
        pairs += np.einsum("tbi,tbj->ij", forward[:-1], ahead) * step
    return marginals, pairs, log_norm


def marginals(scores: Floats, sizes: Ints, moves: Floats) -> Floats:
    """The first of the :func:`posteriors` alone."""
    found = np.empty_like(scores)
    step = np.exp(moves)
    for rows, mask in _batches(sizes):
        weight = _weight(scores[rows], mask)
        forward, scale = _forward(weight, mask, step)
        both = forward * _backward(weight, mask, step, scale)
        found[rows[mask]] = both[mask]
    return found


def _weight(local: Floats, mask: npt.NDArray[np.bool_]) -> Floats:
    return np.where(mask[:, :, None], np.exp(local - local.max(axis=2, keepdims=True)), 1.0)


def _batches(sizes: Ints) -> Iterator[tuple[Ints, npt.NDArray[np.bool_]]]:
    """Windows of like length together: token rows (time, window), and which are real."""
    firsts = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.int64)
    order = np.argsort(sizes, kind="stable")
    for k in range(0, len(order), BATCH):
        chosen = order[k : k + BATCH]
        longest = int(sizes[chosen].max())
        time = np.arange(longest)[:, None]
        mask = time < sizes[chosen][None, :]
        yield firsts[chosen][None, :] + np.where(mask, time, 0), mask


def _forward(weight: Floats, mask: npt.NDArray[np.bool_], step: Floats) -> tuple[Floats, Floats]:
    forward = np.empty_like(weight)
    scale = np.ones(weight.shape[:2])
    here = weight[0]
    for t in range(len(weight)):
        if t:
            here = np.where(mask[t][:, None], (forward[t - 1] @ step) * weight[t], forward[t - 1])
        total = here.sum(axis=1)
        forward[t] = here / total[:, None]
        scale[t] = total
    return forward, scale


def _backward(weight: Floats, mask: npt.NDArray[np.bool_], step: Floats, scale: Floats) -> Floats:
    backward = np.ones_like(weight)
    for t in range(len(weight) - 2, -1, -1):
        ahead = (backward[t + 1] * weight[t + 1] / scale[t + 1][:, None]) @ step.T
        backward[t] = np.where(mask[t + 1][:, None], ahead, 1.0)
    return backward
