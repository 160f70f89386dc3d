// Generated from openapi/assumptions.yaml by "npm run generate". Do not edit.

/** By assumption, the name of its default and then those of its alternatives. */
export const assumptionValues = {
  "missing-key": [
    "401",
    "400-zod"
  ],
  "malformed-key": [
    "401",
    "403"
  ],
  "max-duration-default": [
    "stored",
    "absent"
  ],
  "language-default": [
    "stored",
    "absent"
  ],
  "other-defaults": [
    "absent",
    "filled"
  ],
  "unknown-properties": [
    "stripped",
    "kept",
    "refused"
  ],
  "nulls": [
    "refused",
    "taken"
  ],
  "name-required": [
    "refused",
    "taken"
  ],
  "name-empty": [
    "refused",
    "taken"
  ],
  "name-blank": [
    "taken",
    "refused"
  ],
  "transfer-number": [
    "any",
    "e164"
  ],
  "work-hours": [
    "any",
    "HH:mm",
    "HH:mm:ss"
  ],
  "work-hours-sense": [
    "taken",
    "refused"
  ],
  "detailed-work-hours": [
    "any",
    "weekdays"
  ],
  "timezone": [
    "any",
    "iana"
  ],
  "extract-type": [
    "any",
    "known"
  ],
  "label-color": [
    "any",
    "known"
  ],
  "item-name": [
    "optional",
    "required"
  ],
  "item-names-unique": [
    "taken",
    "refused"
  ],
  "keyword-blank": [
    "taken",
    "refused"
  ],
  "hook-url-required": [
    "optional",
    "required"
  ],
  "hook-url": [
    "any",
    "url"
  ],
  "hook-header": [
    "any",
    "token"
  ],
  "params-name": [
    "taken",
    "refused"
  ],
  "max-duration-range": [
    "any",
    "positive"
  ],
  "amd-issue": [
    "refinement",
    "beside-others",
    "at-root",
    "as-required",
    "not-enforced"
  ],
  "amd-set": [
    "true",
    "present"
  ],
  "amd-on-update": [
    "merged",
    "body",
    "none"
  ],
  "amd-messages-keys": [
    "any",
    "languages"
  ],
  "amd-sense": [
    "taken",
    "refused"
  ],
  "id-not-hexadecimal": [
    "404",
    "400-zod",
    "500-message"
  ],
  "not-found": [
    "message",
    "error"
  ],
  "list-form": [
    "array",
    "page"
  ],
  "list-order": [
    "oldest-first",
    "newest-first"
  ],
  "list-query": [
    "ignored",
    "refused"
  ],
  "delete": [
    "none",
    "exists"
  ],
  "missing-body": [
    "undefined",
    "empty"
  ],
  "media-type": [
    "415",
    "ignored"
  ],
  "malformed-json": [
    "400-zod",
    "400-message",
    "400-html"
  ],
  "json-root": [
    "validated",
    "malformed"
  ],
  "malformed-path": [
    "400-zod",
    "400-html"
  ],
  "other-method": [
    "405",
    "unknown-path"
  ],
  "unknown-path": [
    "message",
    "html"
  ],
  "path-form": [
    "slash-free",
    "exact",
    "lenient"
  ]
} as const;

/** By assumption, the rules that warn of what its alternatives refuse. */
export const assumptionRules = {
  "unknown-properties": [
    "unknown-property"
  ],
  "name-required": [
    "name-required"
  ],
  "name-empty": [
    "name-not-empty"
  ],
  "name-blank": [
    "name-blank"
  ],
  "transfer-number": [
    "transfer-number-e164"
  ],
  "work-hours": [
    "work-hours-format"
  ],
  "work-hours-sense": [
    "work-hours-order",
    "work-hours-pair",
    "detailed-work-hours-missing"
  ],
  "detailed-work-hours": [
    "detailed-work-hours-shape"
  ],
  "timezone": [
    "timezone-iana"
  ],
  "extract-type": [
    "extract-type-known"
  ],
  "label-color": [
    "label-color-known"
  ],
  "item-name": [
    "item-name-missing"
  ],
  "item-names-unique": [
    "extract-name-unique",
    "tag-name-unique",
    "label-name-unique"
  ],
  "keyword-blank": [
    "keyword-blank"
  ],
  "hook-url-required": [
    "hook-url-missing"
  ],
  "hook-url": [
    "hook-url-http"
  ],
  "hook-header": [
    "hook-header-key"
  ],
  "params-name": [
    "params-blank-name"
  ],
  "max-duration-range": [
    "max-duration-positive"
  ],
  "amd-messages-keys": [
    "amd-messages-language"
  ],
  "amd-sense": [
    "amd-behavior-without-amd",
    "amd-messages-missing",
    "amd-messages-unused",
    "amd-messages-parameter"
  ],
  "id-not-hexadecimal": [
    "id-hexadecimal"
  ],
  "list-query": [
    "unknown-parameter"
  ]
} as const;
