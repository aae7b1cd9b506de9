/// What servers say, by meaning: the phrases that the rules look for. See ``Pattern`` for how they are written.
enum Words {}
