"""Fit a linear-chain CRF over integer feature keys with scipy's L-BFGS; deterministic."""

from __future__ import annotations

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from storyanalysis.extract.attribution.chain import posteriors

LABELS = 3


def fit(keys, labels, sizes, *, least=3, l2=0.6, iterations=60, keep=None):
    """Weights of the keys that occur at least `least` times.

    Parameters
    ----------
    keys : int array (tokens, templates)
    labels : int array (tokens,)
    sizes : int array, length of each window
    keep : int, optional
        Train again with only that many keys, those of the largest weights.

    Returns
    -------
    kept : int array, sorted
    weights : array (kept, labels)
    moves : array (labels, labels)
    """
    unique, inverse, counts = np.unique(keys, return_inverse=True, return_counts=True)
    inverse = inverse.reshape(keys.shape)
    chosen = counts >= least
    weights, moves = _descend(inverse, chosen, labels, sizes, l2, iterations)
    if keep is not None and chosen.sum() > keep:
        strength = np.zeros(len(unique))
        strength[chosen] = np.abs(weights - weights.mean(axis=1, keepdims=True)).max(axis=1)
        order = np.argsort(-strength, kind="stable")[:keep]
        chosen = np.zeros(len(unique), dtype=bool)
        chosen[order] = True
        weights, moves = _descend(inverse, chosen, labels, sizes, l2, iterations)
    return unique[chosen], weights - weights.mean(axis=1, keepdims=True), moves


def _descend(inverse, chosen, labels, sizes, l2, iterations):
    n_keys = int(chosen.sum())
    number = np.cumsum(chosen) - 1
    there = chosen[inverse]
    pointers = np.concatenate([[0], np.cumsum(there.sum(axis=1))])
    columns = number[inverse[there]]
    shape = (len(inverse), n_keys)
    matrix = csr_matrix((np.ones(len(columns)), columns, pointers), shape=shape)
    turned = matrix.T.tocsr()
    gold = np.eye(LABELS)[labels]
    first = np.zeros(len(labels), dtype=bool)
    first[np.concatenate([[0], np.cumsum(sizes)[:-1]])] = True
    seen = np.zeros((LABELS, LABELS))
    np.add.at(seen, (labels[:-1][~first[1:]], labels[1:][~first[1:]]), 1)
    cut = n_keys * LABELS

    def loss(x):
        weights, moves = x[:cut].reshape(n_keys, LABELS), x[cut:].reshape(LABELS, LABELS)
        scores = matrix @ weights
        marginals, pairs, log_norm = posteriors(scores, sizes, moves)
        value = log_norm - (scores * gold).sum() - (seen * moves).sum() + l2 * (x @ x) / 2
        slope = np.concatenate([(turned @ (marginals - gold)).ravel(), (pairs - seen).ravel()])
        return value, slope + l2 * x

    start = np.zeros(cut + LABELS * LABELS)
    options = {"maxiter": iterations, "maxcor": 7}
    x = minimize(loss, start, jac=True, method="L-BFGS-B", options=options).x
    return x[:cut].reshape(n_keys, LABELS), x[cut:].reshape(LABELS, LABELS)
