# Asks compose whether it accepts the new files, before anything is changed: in a copy of them if they are other ones.
enter_checkout
find_compose
printf 'asking compose about the files of commit %s\n' "$SF_COMMIT"
if [ "$(git rev-parse HEAD)" != "$SF_COMMIT" ]; then
  make_directory
  # Files that git does not know (.env, say) and what is beside the checkout take part where they are. The name of the
  # directory names the project.
  sf_top=$(git rev-parse --show-toplevel) sf_below=$(git rev-parse --show-prefix)
  sf_copy=$sf_directory/copy/${sf_top##*/}
  mkdir -p "$sf_copy"
  cd -- "$sf_top"
  GIT_INDEX_FILE="$sf_directory/index" git read-tree "$SF_COMMIT"
  GIT_INDEX_FILE="$sf_directory/index" git checkout-index --all --force --prefix="$sf_copy/" ||
    broke "the files of $SF_COMMIT could not be laid out for a look"
  git -c core.quotePath=off ls-files --others --directory | while IFS= read -r sf_path; do
    sf_path=${sf_path%/}
    if [ -e "$sf_copy/$sf_path" ] || [ -L "$sf_copy/$sf_path" ]; then continue; fi
    mkdir -p "$(dirname -- "$sf_copy/$sf_path")"
    ln -s "$sf_top/$sf_path" "$sf_copy/$sf_path" || true
  done
  for sf_path in "$sf_top"/../*; do
    [ -e "$sf_directory/copy/${sf_path##*/}" ] || ln -s "$sf_path" "$sf_directory/copy/${sf_path##*/}" || true
  done
  cd -- "$sf_copy/$sf_below"
fi
compose config -q || broke "compose does not accept the files of commit $SF_COMMIT"
printf 'compose accepts the files of commit %s\n' "$SF_COMMIT"
