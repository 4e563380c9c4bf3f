# Loads one episode: Rscript upload.R FILE http://host (needs httr2 and jsonlite)
library(httr2)

arguments <- commandArgs(trailingOnly = TRUE)
receipt <- request(paste0(arguments[2], "/episodes")) |>
  req_body_multipart(file = curl::form_file(arguments[1])) |>
  req_error(body = function(answer) resp_body_json(answer)$detail) |>
  req_perform() |>
  resp_body_json()
cat(receipt$episode_id, receipt$observations, receipt$extended_properties, "\n")
