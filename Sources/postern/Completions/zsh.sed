# In what the argument parser generates: a key of `postern set` is followed by its value, not by a space.
/^__postern_custom_complete() {$/,/^}$/s/__postern_complete "/compadd -Q -S '' -- "/
