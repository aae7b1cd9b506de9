# A file that is read needs no interpreter.
1{/^#!/d}
# In what the argument parser generates: a key of `postern set` is followed by its value, not by a space.
/^_postern_set() {$/a\
    [[ "${prev}" = '=' || "${COMP_WORDS[COMP_CWORD]}" = '=' ]] || compopt +o filenames -o nospace
