# A phase that was killed could not do it itself.
rm -rf "$sf_directory"
