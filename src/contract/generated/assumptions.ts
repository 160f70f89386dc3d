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

/** What refusals look like that rest on an assumption. */
export const refusalForms = [
  {
    "assumption": "missing-key",
    "error": "api-key-missing"
  },
  {
    "assumption": "missing-key",
    "way": "400-zod",
    "at": "authorization",
    "code": "invalid_type",
    "received": "undefined"
  },
  {
    "assumption": "malformed-key",
    "error": "api-key-malformed"
  },
  {
    "assumption": "unknown-properties",
    "way": "refused",
    "at": "*",
    "code": "unrecognized_keys"
  },
  {
    "assumption": "nulls",
    "way": "refused",
    "at": "*",
    "code": "invalid_type",
    "received": "null"
  },
  {
    "assumption": "name-required",
    "way": "refused",
    "at": "name",
    "code": "invalid_type",
    "received": "undefined"
  },
  {
    "assumption": "name-empty",
    "way": "refused",
    "at": "name",
    "code": "too_small"
  },
  {
    "assumption": "name-blank",
    "way": "refused",
    "at": "name",
    "code": "invalid_string"
  },
  {
    "assumption": "transfer-number",
    "way": "e164",
    "at": "transfer_number",
    "code": "invalid_string"
  },
  {
    "assumption": "work-hours",
    "at": "work_start",
    "code": "invalid_string"
  },
  {
    "assumption": "work-hours",
    "at": "work_end",
    "code": "invalid_string"
  },
  {
    "assumption": "work-hours-sense",
    "way": "refused",
    "at": "",
    "code": "custom"
  },
  {
    "assumption": "detailed-work-hours",
    "way": "weekdays",
    "at": "detailed_work_hours",
    "code": "unrecognized_keys"
  },
  {
    "assumption": "detailed-work-hours",
    "way": "weekdays",
    "at": "detailed_work_hours.*",
    "code": "invalid_type"
  },
  {
    "assumption": "timezone",
    "way": "iana",
    "at": "timezone",
    "code": "custom"
  },
  {
    "assumption": "extract-type",
    "way": "known",
    "at": "extract_with_ai[].type",
    "code": "invalid_enum_value"
  },
  {
    "assumption": "label-color",
    "way": "known",
    "at": "sample_labels[].color",
    "code": "invalid_enum_value"
  },
  {
    "assumption": "item-name",
    "way": "required",
    "at": "extract_with_ai[].name",
    "code": "invalid_type",
    "received": "undefined"
  },
  {
    "assumption": "item-name",
    "way": "required",
    "at": "classification_tags[].name",
    "code": "invalid_type",
    "received": "undefined"
  },
  {
    "assumption": "item-name",
    "way": "required",
    "at": "sample_labels[].name",
    "code": "invalid_type",
    "received": "undefined"
  },
  {
    "assumption": "item-names-unique",
    "way": "refused",
    "at": "extract_with_ai",
    "code": "custom"
  },
  {
    "assumption": "item-names-unique",
    "way": "refused",
    "at": "classification_tags",
    "code": "custom"
  },
  {
    "assumption": "item-names-unique",
    "way": "refused",
    "at": "sample_labels",
    "code": "custom"
  },
  {
    "assumption": "keyword-blank",
    "way": "refused",
    "at": "keywords[]",
    "code": "invalid_string"
  },
  {
    "assumption": "hook-url-required",
    "way": "required",
    "at": "hooks[].url",
    "code": "invalid_type",
    "received": "undefined"
  },
  {
    "assumption": "hook-url",
    "way": "url",
    "at": "hooks[].url",
    "code": "invalid_string"
  },
  {
    "assumption": "hook-header",
    "way": "token",
    "at": "hooks[].headers[].key",
    "code": "invalid_string"
  },
  {
    "assumption": "params-name",
    "way": "refused",
    "at": "params",
    "code": "custom"
  },
  {
    "assumption": "max-duration-range",
    "way": "positive",
    "at": "max_duration_mins",
    "code": "too_small"
  },
  {
    "assumption": "amd-issue",
    "at": "amd_behavior",
    "code": "custom",
    "isDocumented": true
  },
  {
    "assumption": "amd-issue",
    "way": "as-required",
    "at": "amd_behavior",
    "code": "invalid_type",
    "received": "undefined"
  },
  {
    "assumption": "amd-issue",
    "way": "at-root",
    "at": "",
    "code": "custom"
  },
  {
    "assumption": "amd-set",
    "way": "present",
    "at": "amd_behavior",
    "sent": {
      "amd": false
    }
  },
  {
    "assumption": "amd-on-update",
    "operation": "updateUseCase",
    "at": "amd_behavior",
    "code": "custom"
  },
  {
    "assumption": "amd-on-update",
    "operation": "updateUseCase",
    "at": "amd_behavior",
    "code": "invalid_type",
    "received": "undefined"
  },
  {
    "assumption": "amd-messages-keys",
    "way": "languages",
    "at": "amd_messages.*",
    "code": "invalid_enum_value"
  },
  {
    "assumption": "amd-sense",
    "way": "refused",
    "at": "",
    "code": "custom"
  },
  {
    "assumption": "id-not-hexadecimal",
    "way": "400-zod",
    "at": "id",
    "code": "invalid_string"
  },
  {
    "assumption": "id-not-hexadecimal",
    "way": "500-message",
    "error": "use-case-not-found",
    "status": 500
  },
  {
    "assumption": "not-found",
    "error": "use-case-not-found"
  },
  {
    "assumption": "list-query",
    "way": "refused",
    "operation": "listUseCases",
    "at": "",
    "code": "unrecognized_keys"
  },
  {
    "assumption": "delete",
    "method": "DELETE",
    "error": "method-not-allowed"
  },
  {
    "assumption": "missing-body",
    "way": "undefined",
    "at": "",
    "code": "invalid_type",
    "received": "undefined"
  },
  {
    "assumption": "media-type",
    "error": "media-type-unsupported"
  },
  {
    "assumption": "malformed-json",
    "error": "body-malformed"
  },
  {
    "assumption": "malformed-json",
    "error": "body-undecodable"
  },
  {
    "assumption": "json-root",
    "at": "",
    "code": "invalid_type",
    "received": "string"
  },
  {
    "assumption": "json-root",
    "at": "",
    "code": "invalid_type",
    "received": "number"
  },
  {
    "assumption": "json-root",
    "at": "",
    "code": "invalid_type",
    "received": "boolean"
  },
  {
    "assumption": "json-root",
    "at": "",
    "code": "invalid_type",
    "received": "null"
  },
  {
    "assumption": "malformed-path",
    "error": "path-malformed"
  },
  {
    "assumption": "other-method",
    "error": "method-not-allowed"
  },
  {
    "assumption": "unknown-path",
    "error": "unknown-path",
    "path": "/api/v1"
  }
] as const;

/** The replies whose form rests on an assumption. */
export const replyForms = [
  {
    "assumption": "malformed-key",
    "status": 403
  },
  {
    "assumption": "not-found",
    "status": 404
  },
  {
    "assumption": "list-form",
    "operation": "listUseCases",
    "status": 200
  },
  {
    "assumption": "media-type",
    "status": 415
  },
  {
    "assumption": "other-method",
    "status": 405
  }
] as const;

/** Errors that rest on an assumption without alternatives. */
export const plainErrors = [
  "api-key-unknown",
  "rate-limited",
  "body-too-large",
  "charset-unsupported",
  "encoding-unsupported"
] as const;
