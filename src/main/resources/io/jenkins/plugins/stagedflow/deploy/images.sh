# Fetches the images of the new version; nothing that runs is touched.
enter_checkout
find_compose
printf '%s\n' "$SF_FORMER_IMAGES" | keep_images
log_in
compose pull || broke "the images could not be pulled"
