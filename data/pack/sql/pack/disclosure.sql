SELECT audience, tier, width, published_only
FROM disclosure ORDER BY audience DESC, tier
