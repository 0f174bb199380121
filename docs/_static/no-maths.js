// The pages hold no mathematics: a dollar sign in an article is money.
