SELECT audience, tier, threshold, round_to, published_only
FROM disclosure ORDER BY audience DESC, tier
