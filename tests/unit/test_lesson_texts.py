"""The comparison of texts about lessons."""

from itertools import permutations

from postmortems.search.lesson_texts import FeatureRarities


def test_a_vector_does_not_depend_on_the_order_of_features() -> None:
    """The order of a set differs between processes; rounding must not."""
    texts = [frozenset(f"feature {n}" for n in range(size)) for size in range(1, 8)]
    rarities = FeatureRarities(texts)
    vectors = [rarities.vector(order) for order in permutations(texts[-1])]
    assert all(vector == vectors[0] for vector in vectors)
