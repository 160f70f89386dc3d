// Generated from openapi/assumptions.yaml by "npm run generate". Do not edit.

export const assumptions: readonly object[] = [
  {
    "id": "missing-key",
    "about": "authorization",
    "sentence": "A request without an API key gets 401 with a message.",
    "default": "401",
    "alternatives": {
      "400-zod": "It gets 400 with a ZodError at [\"authorization\"]."
    },
    "source": "successor",
    "because": "The reference lists the header as required, and ts-rest checks the path, headers, query and body in turn.",
    "probe": [
      {
        "send": "GET /use-cases",
        "key": "none"
      }
    ]
  },
  {
    "id": "malformed-key",
    "about": "authorization",
    "sentence": "A header that is no bearer token gets 401 with a message.",
    "default": "401",
    "alternatives": {
      "403": "It gets 403 with a message."
    },
    "source": "successor",
    "replies": [
      {
        "status": 403
      }
    ],
    "probe": [
      {
        "send": "GET /use-cases",
        "headers": {
          "authorization": "Basic a2V5"
        }
      }
    ]
  },
  {
    "id": "max-duration-default",
    "about": "max_duration_mins",
    "sentence": "A create without it stores 10.",
    "default": "stored",
    "alternatives": {
      "absent": "It stores nothing."
    },
    "source": "assumed",
    "because": "dial says that 10 is used when neither the call nor the use case has a maximum.",
    "probe": [
      {
        "send": "POST /use-cases",
        "body": {
          "name": "a"
        }
      }
    ]
  },
  {
    "id": "language-default",
    "about": "language",
    "sentence": "A create without it stores en-US.",
    "default": "stored",
    "alternatives": {
      "absent": "It stores nothing."
    },
    "source": "sibling",
    "probe": [
      {
        "send": "POST /use-cases",
        "body": {
          "name": "a"
        }
      }
    ]
  },
  {
    "id": "other-defaults",
    "about": "booleans and lists",
    "sentence": "A create without them stores nothing.",
    "default": "absent",
    "alternatives": {
      "filled": "It stores false and []."
    },
    "source": "assumed",
    "because": "A created tool, on another page of the reference, has default false.",
    "probe": [
      {
        "send": "POST /use-cases",
        "body": {
          "name": "a"
        }
      }
    ]
  },
  {
    "id": "unknown-properties",
    "about": "body",
    "sentence": "A property that is not documented is dropped, at any depth.",
    "default": "stripped",
    "alternatives": {
      "kept": "It is stored.",
      "refused": "It is refused as unrecognized_keys."
    },
    "source": "framework",
    "because": "zod strips unless it is told otherwise.",
    "rules": [
      "unknown-property"
    ],
    "probe": [
      {
        "send": "POST /use-cases",
        "body": {
          "name": "a",
          "nmae": "b",
          "sample_labels": [
            {
              "colour": "red"
            }
          ]
        }
      },
      {
        "send": "GET /use-cases/{id}"
      }
    ]
  },
  {
    "id": "nulls",
    "about": "body",
    "sentence": "A null is refused as invalid_type, except for hooks.",
    "default": "refused",
    "alternatives": {
      "taken": "It is stored."
    },
    "source": "sibling",
    "because": "Only hooks is shown as nullable.",
    "probe": [
      {
        "send": "POST /use-cases",
        "body": {
          "name": "a",
          "timezone": null,
          "amd": null
        }
      }
    ]
  },
  {
    "id": "name-required",
    "about": "name",
    "sentence": "A create without a name is refused as Required.",
    "default": "refused",
    "alternatives": {
      "taken": "It is taken."
    },
    "source": "assumed",
    "rules": [
      "name-required"
    ],
    "probe": [
      {
        "send": "POST /use-cases",
        "body": {}
      }
    ]
  },
  {
    "id": "name-empty",
    "about": "name",
    "sentence": "An empty name is refused as too_small.",
    "default": "refused",
    "alternatives": {
      "taken": "It is taken."
    },
    "source": "assumed",
    "rules": [
      "name-not-empty"
    ],
    "probe": [
      {
        "send": "POST /use-cases",
        "body": {
          "name": ""
        }
      }
    ]
  },
  {
    "id": "name-blank",
    "about": "name",
    "sentence": "A name of nothing but white space is taken.",
    "default": "taken",
    "alternatives": {
      "refused": "It is refused."
    },
    "source": "assumed",
    "rules": [
      "name-blank"
    ],
    "probe": [
      {
        "send": "POST /use-cases",
        "body": {
          "name": " "
        }
      }
    ]
  },
  {
    "id": "transfer-number",
    "about": "transfer_number",
    "sentence": "A phone number of any form is taken.",
    "default": "any",
    "alternatives": {
      "e164": "A number that is not in E.164 form is refused."
    },
    "source": "assumed",
    "rules": [
      "transfer-number-e164"
    ],
    "probe": [
      {
        "send": "POST /use-cases",
        "body": {
          "name": "a",
          "transfer_number": "(415) 555-0134"
        }
      }
    ]
  },
  {
    "id": "work-hours",
    "about": "work_start, work_end",
    "sentence": "An hour of any form is taken.",
    "default": "any",
    "alternatives": {
      "HH:mm": "An hour that is not written as 08:00 is refused.",
      "HH:mm:ss": "An hour that is not written as 08:00:00 is refused."
    },
    "source": "assumed",
    "because": "An example of a time in dial is 01:01:01.",
    "rules": [
      "work-hours-format"
    ],
    "probe": [
      {
        "send": "POST /use-cases",
        "body": {
          "name": "a",
          "work_start": "08:00",
          "work_end": "17:00"
        }
      },
      {
        "send": "POST /use-cases",
        "body": {
          "name": "a",
          "work_start": "08:00:00",
          "work_end": "17:00:00"
        }
      }
    ]
  },
  {
    "id": "work-hours-sense",
    "about": "work_start, work_end, detailed_work_hours, enable_detailed_work_hours",
    "sentence": "Hours that contradict each other, or of which one is missing, are taken.",
    "default": "taken",
    "alternatives": {
      "refused": "They are refused."
    },
    "source": "assumed",
    "rules": [
      "work-hours-order",
      "work-hours-pair",
      "detailed-work-hours-missing"
    ],
    "probe": [
      {
        "send": "POST /use-cases",
        "body": {
          "name": "a",
          "work_start": "17:00",
          "work_end": "08:00"
        }
      },
      {
        "send": "POST /use-cases",
        "body": {
          "name": "a",
          "work_start": "08:00"
        }
      },
      {
        "send": "POST /use-cases",
        "body": {
          "name": "a",
          "enable_detailed_work_hours": true
        }
      }
    ]
  },
  {
    "id": "detailed-work-hours",
    "about": "detailed_work_hours",
    "sentence": "Detailed hours of any shape are taken.",
    "default": "any",
    "alternatives": {
      "weekdays": "Hours that are not keyed by weekday with start and end, or null, are refused."
    },
    "source": "assumed",
    "rules": [
      "detailed-work-hours-shape"
    ],
    "probe": [
      {
        "send": "POST /use-cases",
        "body": {
          "name": "a",
          "detailed_work_hours": {
            "monday": "from eight to five"
          }
        }
      }
    ]
  },
  {
    "id": "timezone",
    "about": "timezone",
    "sentence": "A time zone of any name is taken.",
    "default": "any",
    "alternatives": {
      "iana": "A name that the IANA database does not have is refused."
    },
    "source": "assumed",
    "rules": [
      "timezone-iana"
    ],
    "probe": [
      {
        "send": "POST /use-cases",
        "body": {
          "name": "a",
          "timezone": "Central Time"
        }
      }
    ]
  },
  {
    "id": "extract-type",
    "about": "extract_with_ai[].type",
    "sentence": "A type other than string, number and boolean is taken.",
    "default": "any",
    "alternatives": {
      "known": "It is refused as invalid_enum_value."
    },
    "source": "assumed",
    "because": "The reference shows an enumeration, but only its first value.",
    "rules": [
      "extract-type-known"
    ],
    "probe": [
      {
        "send": "POST /use-cases",
        "body": {
          "name": "a",
          "extract_with_ai": [
            {
              "name": "b",
              "type": "currency"
            }
          ]
        }
      }
    ]
  },
  {
    "id": "label-color",
    "about": "sample_labels[].color",
    "sentence": "A colour outside Tailwind's palette is taken.",
    "default": "any",
    "alternatives": {
      "known": "It is refused as invalid_enum_value."
    },
    "source": "assumed",
    "because": "The reference shows an enumeration, but only its first value.",
    "rules": [
      "label-color-known"
    ],
    "probe": [
      {
        "send": "POST /use-cases",
        "body": {
          "name": "a",
          "sample_labels": [
            {
              "name": "b",
              "color": "magenta"
            }
          ]
        }
      }
    ]
  },
  {
    "id": "item-name",
    "about": "extract_with_ai, classification_tags, sample_labels",
    "sentence": "An item without a name is taken.",
    "default": "optional",
    "alternatives": {
      "required": "It is refused as Required."
    },
    "source": "assumed",
    "rules": [
      "item-name-missing"
    ],
    "probe": [
      {
        "send": "POST /use-cases",
        "body": {
          "name": "a",
          "classification_tags": [
            {
              "description": "b"
            }
          ]
        }
      }
    ]
  },
  {
    "id": "item-names-unique",
    "about": "extract_with_ai, classification_tags, sample_labels",
    "sentence": "Two items of one name are taken.",
    "default": "taken",
    "alternatives": {
      "refused": "They are refused."
    },
    "source": "assumed",
    "rules": [
      "extract-name-unique",
      "tag-name-unique",
      "label-name-unique"
    ],
    "probe": [
      {
        "send": "POST /use-cases",
        "body": {
          "name": "a",
          "classification_tags": [
            {
              "name": "b"
            },
            {
              "name": "b"
            }
          ]
        }
      }
    ]
  },
  {
    "id": "keyword-blank",
    "about": "keywords",
    "sentence": "A blank keyword is taken.",
    "default": "taken",
    "alternatives": {
      "refused": "It is refused."
    },
    "source": "assumed",
    "rules": [
      "keyword-blank"
    ],
    "probe": [
      {
        "send": "POST /use-cases",
        "body": {
          "name": "a",
          "keywords": [
            " "
          ]
        }
      }
    ]
  },
  {
    "id": "hook-url-required",
    "about": "hooks[].url",
    "sentence": "A webhook without an address is taken.",
    "default": "optional",
    "alternatives": {
      "required": "It is refused as Required."
    },
    "source": "assumed",
    "rules": [
      "hook-url-missing"
    ],
    "probe": [
      {
        "send": "POST /use-cases",
        "body": {
          "name": "a",
          "hooks": [
            {
              "headers": []
            }
          ]
        }
      }
    ]
  },
  {
    "id": "hook-url",
    "about": "hooks[].url",
    "sentence": "An address of any form is taken.",
    "default": "any",
    "alternatives": {
      "url": "What is no URL is refused as invalid_string."
    },
    "source": "assumed",
    "rules": [
      "hook-url-http"
    ],
    "probe": [
      {
        "send": "POST /use-cases",
        "body": {
          "name": "a",
          "hooks": [
            {
              "url": "calls"
            }
          ]
        }
      }
    ]
  },
  {
    "id": "hook-header",
    "about": "hooks[].headers[].key",
    "sentence": "A header of any name is taken.",
    "default": "any",
    "alternatives": {
      "token": "A name that HTTP does not allow is refused."
    },
    "source": "assumed",
    "rules": [
      "hook-header-key"
    ],
    "probe": [
      {
        "send": "POST /use-cases",
        "body": {
          "name": "a",
          "hooks": [
            {
              "url": "https://a.example",
              "headers": [
                {
                  "key": "b c"
                }
              ]
            }
          ]
        }
      }
    ]
  },
  {
    "id": "params-name",
    "about": "params",
    "sentence": "A parameter with a blank name is taken.",
    "default": "taken",
    "alternatives": {
      "refused": "It is refused."
    },
    "source": "assumed",
    "rules": [
      "params-blank-name"
    ],
    "probe": [
      {
        "send": "POST /use-cases",
        "body": {
          "name": "a",
          "params": {
            " ": "b"
          }
        }
      }
    ]
  },
  {
    "id": "max-duration-range",
    "about": "max_duration_mins",
    "sentence": "Zero minutes and fewer are taken.",
    "default": "any",
    "alternatives": {
      "positive": "They are refused as too_small."
    },
    "source": "assumed",
    "rules": [
      "max-duration-positive"
    ],
    "probe": [
      {
        "send": "POST /use-cases",
        "body": {
          "name": "a",
          "max_duration_mins": 0
        }
      }
    ]
  },
  {
    "id": "amd-issue",
    "about": "amd_behavior",
    "sentence": "amd without amd_behavior gives a custom issue at [\"amd_behavior\"], once all types are right.",
    "default": "refinement",
    "alternatives": {
      "beside-others": "It gives that issue also beside wrong types.",
      "at-root": "It gives a custom issue at [] with the words Invalid input.",
      "as-required": "It gives an issue invalid_type, Required, at [\"amd_behavior\"].",
      "not-enforced": "It is taken."
    },
    "source": "framework",
    "because": "The seed documents the rule, not its issue. zod 3 runs a refinement only once the types are right.",
    "probe": [
      {
        "send": "POST /use-cases",
        "body": {
          "name": "a",
          "amd": true
        }
      },
      {
        "send": "POST /use-cases",
        "body": {
          "name": "a",
          "amd": true,
          "hidden": "b"
        }
      }
    ]
  },
  {
    "id": "amd-set",
    "about": "amd_behavior",
    "sentence": "\"If amd is set\" means amd: true.",
    "default": "true",
    "alternatives": {
      "present": "It means amd with any value, also false."
    },
    "source": "seed",
    "because": "The seed can be read either way.",
    "probe": [
      {
        "send": "POST /use-cases",
        "body": {
          "name": "a",
          "amd": false
        }
      }
    ]
  },
  {
    "id": "amd-on-update",
    "about": "amd_behavior",
    "sentence": "On update the rule looks at the use case as it would be stored.",
    "default": "merged",
    "alternatives": {
      "body": "It looks at the body alone.",
      "none": "There is no such rule on update."
    },
    "source": "assumed",
    "probe": [
      {
        "send": "POST /use-cases",
        "body": {
          "name": "a"
        }
      },
      {
        "send": "PATCH /use-cases/{id}",
        "body": {
          "amd": true
        }
      },
      {
        "send": "POST /use-cases",
        "body": {
          "name": "a",
          "amd": false,
          "amd_behavior": "Hangup"
        }
      },
      {
        "send": "PATCH /use-cases/{id}",
        "body": {
          "amd": true
        }
      }
    ]
  },
  {
    "id": "amd-messages-keys",
    "about": "amd_messages",
    "sentence": "A key that is none of the ten languages is taken.",
    "default": "any",
    "alternatives": {
      "languages": "It is refused as invalid_enum_value."
    },
    "source": "assumed",
    "rules": [
      "amd-messages-language"
    ],
    "probe": [
      {
        "send": "POST /use-cases",
        "body": {
          "name": "a",
          "amd_messages": {
            "nl": "b"
          }
        }
      }
    ]
  },
  {
    "id": "amd-sense",
    "about": "amd, amd_behavior, amd_messages, params",
    "sentence": "Settings of machine detection that have no effect together are taken.",
    "default": "taken",
    "alternatives": {
      "refused": "They are refused."
    },
    "source": "assumed",
    "rules": [
      "amd-behavior-without-amd",
      "amd-messages-missing",
      "amd-messages-unused",
      "amd-messages-parameter"
    ],
    "probe": [
      {
        "send": "POST /use-cases",
        "body": {
          "name": "a",
          "amd_behavior": "Hangup"
        }
      },
      {
        "send": "POST /use-cases",
        "body": {
          "name": "a",
          "amd": true,
          "amd_behavior": "Message"
        }
      },
      {
        "send": "POST /use-cases",
        "body": {
          "name": "a",
          "amd_messages": {
            "en-US": "b"
          }
        }
      }
    ]
  },
  {
    "id": "id-not-hexadecimal",
    "about": "{id}",
    "sentence": "An id of 24 characters that is no hexadecimal number gets 404.",
    "default": "404",
    "alternatives": {
      "400-zod": "It gets 400 with a ZodError at [\"id\"].",
      "500-message": "It gets 500 with a message."
    },
    "source": "assumed",
    "rules": [
      "id-hexadecimal"
    ],
    "probe": [
      {
        "send": "GET /use-cases/zzzzzzzzzzzzzzzzzzzzzzzz"
      }
    ]
  },
  {
    "id": "not-found",
    "about": "{id}",
    "sentence": "The body of 404 is { message }.",
    "default": "message",
    "alternatives": {
      "error": "It is { error }."
    },
    "source": "assumed",
    "because": "The successor has a message for 404.",
    "replies": [
      {
        "status": 404
      }
    ],
    "probe": [
      {
        "send": "GET /use-cases/000000000000000000000000"
      }
    ]
  },
  {
    "id": "list-form",
    "about": "listUseCases",
    "sentence": "The list is a bare array of all use cases.",
    "default": "array",
    "alternatives": {
      "page": "It is { items, count, currentPage }."
    },
    "source": "successor",
    "because": "In this reference, agents are listed as a bare array and calls as a page.",
    "replies": [
      {
        "operation": "listUseCases",
        "status": 200
      }
    ],
    "probe": [
      {
        "send": "POST /use-cases",
        "body": {
          "name": "a"
        }
      },
      {
        "send": "GET /use-cases"
      }
    ]
  },
  {
    "id": "list-order",
    "about": "listUseCases",
    "sentence": "The list is in the order of creation.",
    "default": "oldest-first",
    "alternatives": {
      "newest-first": "It is in the reverse order."
    },
    "source": "assumed",
    "probe": [
      {
        "send": "POST /use-cases",
        "body": {
          "name": "a"
        }
      },
      {
        "send": "POST /use-cases",
        "body": {
          "name": "b"
        }
      },
      {
        "send": "GET /use-cases"
      }
    ]
  },
  {
    "id": "list-query",
    "about": "listUseCases",
    "sentence": "A parameter of the query that is not documented is ignored.",
    "default": "ignored",
    "alternatives": {
      "refused": "It is refused as unrecognized_keys."
    },
    "source": "framework",
    "rules": [
      "unknown-parameter"
    ],
    "probe": [
      {
        "send": "GET /use-cases?page=2"
      }
    ]
  },
  {
    "id": "delete",
    "about": "DELETE /use-cases/{id}",
    "sentence": "There is no delete.",
    "default": "none",
    "alternatives": {
      "exists": "It removes the use case."
    },
    "source": "assumed",
    "because": "calls has a delete.",
    "probe": [
      {
        "send": "POST /use-cases",
        "body": {
          "name": "a"
        }
      },
      {
        "send": "DELETE /use-cases/{id}"
      }
    ]
  },
  {
    "id": "missing-body",
    "about": "body",
    "sentence": "A request without a body is refused as Required at [].",
    "default": "undefined",
    "alternatives": {
      "empty": "It counts as {}, as with the parser of Express 4."
    },
    "source": "framework",
    "because": "ts-rest validates what the parser leaves, which is nothing with Express 5; ts-rest 3.52 asks for Express 4.",
    "probe": [
      {
        "send": "POST /use-cases"
      }
    ]
  },
  {
    "id": "media-type",
    "about": "body",
    "sentence": "A body that is not sent as JSON gets 415 with a message.",
    "default": "415",
    "alternatives": {
      "ignored": "It counts as missing, as with Express's parser."
    },
    "source": "assumed",
    "replies": [
      {
        "status": 415
      }
    ],
    "probe": [
      {
        "send": "POST /use-cases",
        "body": "{\"name\":\"a\"}",
        "headers": {
          "content-type": "text/plain"
        }
      }
    ]
  },
  {
    "id": "malformed-json",
    "about": "body",
    "sentence": "A body that is not JSON gets 400 with a ZodError at [].",
    "default": "400-zod",
    "alternatives": {
      "400-message": "It gets 400 with a message.",
      "400-html": "It gets 400 with Express's own page."
    },
    "source": "assumed",
    "probe": [
      {
        "send": "POST /use-cases",
        "body": "{\"name\""
      }
    ]
  },
  {
    "id": "json-root",
    "about": "body",
    "sentence": "JSON that is neither an object nor a list is refused as invalid_type.",
    "default": "validated",
    "alternatives": {
      "malformed": "It counts as malformed, as with Express's parser."
    },
    "source": "assumed",
    "probe": [
      {
        "send": "POST /use-cases",
        "body": "7"
      }
    ]
  },
  {
    "id": "malformed-path",
    "about": "{id}",
    "sentence": "A path that is not percent-encoded UTF-8 gets 400 with a ZodError at [\"id\"].",
    "default": "400-zod",
    "alternatives": {
      "400-html": "It gets 400 with Express's own page."
    },
    "source": "assumed",
    "probe": [
      {
        "send": "GET /use-cases/%zz"
      }
    ]
  },
  {
    "id": "other-method",
    "about": "method",
    "sentence": "A method that the path does not know gets 405 with a message.",
    "default": "405",
    "alternatives": {
      "unknown-path": "It counts as an unknown path, as with Express."
    },
    "source": "assumed",
    "replies": [
      {
        "status": 405
      }
    ],
    "probe": [
      {
        "send": "PUT /use-cases"
      }
    ]
  },
  {
    "id": "unknown-path",
    "about": "path",
    "sentence": "A path that does not exist gets 404 with a message.",
    "default": "message",
    "alternatives": {
      "html": "It gets 404 with Express's own page."
    },
    "source": "assumed",
    "probe": [
      {
        "send": "GET /use-case"
      }
    ]
  },
  {
    "id": "path-form",
    "about": "path",
    "sentence": "A slash at the end makes no difference, capital letters do.",
    "default": "slash-free",
    "alternatives": {
      "exact": "Both make another path.",
      "lenient": "Neither makes a difference, as with Express."
    },
    "source": "assumed",
    "probe": [
      {
        "send": "GET /use-cases/"
      },
      {
        "send": "GET /Use-Cases"
      }
    ]
  }
];
