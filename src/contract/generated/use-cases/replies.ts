// Generated from the documents in openapi/ by "npm run generate". Do not edit.
import type { ReplyData } from '../../compile-replies.ts';

export const replyData = {
  "schemas": {
    "UseCase": {
      "type": "object",
      "required": [
        "id",
        "organization_id"
      ],
      "properties": {
        "id": {
          "type": "string",
          "minLength": 24,
          "maxLength": 24,
          "examples": [
            "66f2a1d05b3c9e7a41d80c12"
          ]
        },
        "organization_id": {
          "type": "string",
          "examples": [
            "64b8f0c2a9d37e51c0aa4f18"
          ]
        },
        "name": {
          "type": "string",
          "minLength": 1,
          "examples": [
            "Carrier Sales"
          ]
        },
        "transfer_number": {
          "type": "string",
          "examples": [
            "+14155550134"
          ]
        },
        "extract_with_ai": {
          "type": "array",
          "items": {
            "type": "object",
            "properties": {
              "name": {
                "type": "string"
              },
              "description": {
                "type": "string"
              },
              "type": {
                "type": "string"
              },
              "example": {
                "type": "string"
              },
              "required": {
                "type": "boolean"
              }
            }
          }
        },
        "classification_tags": {
          "type": "array",
          "items": {
            "type": "object",
            "properties": {
              "name": {
                "type": "string"
              },
              "description": {
                "type": "string"
              }
            }
          }
        },
        "language": {
          "type": "string",
          "enum": [
            "en-US",
            "en-GB",
            "es-MX",
            "es-ES",
            "pt-PT",
            "de-DE",
            "fr-FR",
            "pl-PL",
            "ro-RO",
            "it-IT"
          ]
        },
        "detailed_work_hours": {
          "type": "object",
          "examples": [
            {
              "monday": {
                "start": "08:00",
                "end": "17:00"
              },
              "tuesday": {
                "start": "08:00",
                "end": "17:00"
              }
            }
          ],
          "additionalProperties": {}
        },
        "work_start": {
          "type": "string",
          "examples": [
            "08:00"
          ]
        },
        "work_end": {
          "type": "string",
          "examples": [
            "17:00"
          ]
        },
        "timezone": {
          "type": "string",
          "examples": [
            "America/Chicago"
          ]
        },
        "generic_after_hours_message": {
          "type": "string"
        },
        "enable_detailed_work_hours": {
          "type": "boolean"
        },
        "keywords": {
          "type": "array",
          "items": {
            "type": "string"
          }
        },
        "hooks": {
          "type": [
            "array",
            "null"
          ],
          "items": {
            "type": "object",
            "properties": {
              "url": {
                "type": "string"
              },
              "headers": {
                "type": "array",
                "items": {
                  "type": "object",
                  "properties": {
                    "key": {
                      "type": "string"
                    },
                    "value": {
                      "type": "string"
                    }
                  }
                }
              }
            }
          }
        },
        "params": {
          "type": "object",
          "examples": [
            {
              "company_name": "Harbor Freight Brokers",
              "callback_number": "+14155550134"
            }
          ],
          "additionalProperties": {}
        },
        "amd": {
          "type": "boolean"
        },
        "amd_behavior": {
          "type": "string",
          "enum": [
            "Hangup",
            "Continue",
            "Message"
          ]
        },
        "amd_messages": {
          "type": "object",
          "examples": [
            {
              "en-US": "Hi, this is {{company_name}}. Please call us back at {{callback_number}}."
            }
          ],
          "additionalProperties": {
            "type": "string"
          }
        },
        "sample_labels": {
          "type": "array",
          "items": {
            "type": "object",
            "properties": {
              "name": {
                "type": "string"
              },
              "color": {
                "type": "string"
              }
            }
          }
        },
        "hidden": {
          "type": "boolean"
        },
        "evaluation_models": {
          "type": "array",
          "items": {
            "type": "string"
          }
        },
        "max_duration_mins": {
          "type": "number"
        },
        "recorded_message_inbound": {
          "type": "boolean"
        },
        "recorded_message_outbound": {
          "type": "boolean"
        },
        "show_original_caller_id": {
          "type": "boolean"
        },
        "disable_end_call_after_n_reminders": {
          "type": "boolean"
        }
      }
    },
    "ValidationError": {
      "type": "object",
      "required": [
        "issues",
        "name"
      ],
      "properties": {
        "issues": {
          "type": "array",
          "minItems": 1,
          "items": {
            "type": "object",
            "required": [
              "code",
              "path",
              "message"
            ],
            "properties": {
              "code": {
                "type": "string",
                "enum": [
                  "invalid_type",
                  "invalid_enum_value",
                  "invalid_literal",
                  "invalid_string",
                  "too_small",
                  "too_big",
                  "custom"
                ]
              },
              "path": {
                "type": "array",
                "items": {
                  "type": [
                    "string",
                    "integer"
                  ]
                }
              },
              "message": {
                "type": "string"
              },
              "expected": {},
              "received": {},
              "options": {
                "type": "array",
                "items": {}
              },
              "minimum": {
                "type": "number"
              },
              "maximum": {
                "type": "number"
              },
              "type": {
                "type": "string"
              },
              "inclusive": {
                "type": "boolean"
              },
              "exact": {
                "type": "boolean"
              },
              "validation": {
                "type": "string"
              },
              "params": {
                "type": "object",
                "additionalProperties": {}
              }
            }
          }
        },
        "name": {
          "type": "string",
          "const": "ZodError"
        }
      }
    },
    "Error": {
      "type": "object",
      "required": [
        "message"
      ],
      "properties": {
        "message": {
          "type": "string"
        }
      }
    }
  },
  "errors": {
    "invalidRequest": {
      "status": 400,
      "schema": "ValidationError",
      "example": {
        "issues": [
          {
            "code": "custom",
            "path": [],
            "message": "The request could not be read"
          }
        ],
        "name": "ZodError"
      }
    },
    "unauthorized": {
      "status": 401,
      "schema": "Error",
      "example": {
        "message": "Send your API key as \"authorization: Bearer API_KEY\""
      }
    },
    "methodNotAllowed": {
      "status": 405,
      "schema": "Error",
      "example": {
        "message": "DELETE is not possible on /use-cases"
      }
    },
    "tooManyRequests": {
      "status": 429,
      "schema": "Error",
      "example": {
        "message": "Too many requests"
      }
    },
    "serverError": {
      "status": 500,
      "schema": "Error",
      "example": {
        "message": "Something went wrong"
      }
    },
    "unavailable": {
      "status": 503,
      "schema": "Error",
      "example": {
        "message": "Try again in a moment"
      }
    },
    "invalidUseCase": {
      "status": 400,
      "schema": "ValidationError",
      "example": {
        "issues": [
          {
            "code": "invalid_type",
            "expected": "string",
            "received": "undefined",
            "path": [
              "name"
            ],
            "message": "Required"
          }
        ],
        "name": "ZodError"
      }
    },
    "bodyTooLarge": {
      "status": 413,
      "schema": "Error",
      "example": {
        "message": "The body is larger than 1048576 bytes"
      }
    },
    "unsupportedMediaType": {
      "status": 415,
      "schema": "Error",
      "example": {
        "message": "Send the body as application/json"
      }
    },
    "invalidId": {
      "status": 400,
      "schema": "ValidationError",
      "example": {
        "issues": [
          {
            "code": "too_small",
            "minimum": 24,
            "type": "string",
            "inclusive": true,
            "exact": true,
            "message": "String must contain exactly 24 character(s)",
            "path": [
              "id"
            ]
          }
        ],
        "name": "ZodError"
      }
    },
    "notFound": {
      "status": 404,
      "schema": "Error",
      "example": {
        "message": "Use case not found"
      }
    }
  },
  "headers": {
    "www-authenticate": {
      "schema": {
        "type": "string"
      },
      "example": "Bearer"
    },
    "allow": {
      "schema": {
        "type": "string"
      },
      "example": "GET, HEAD, POST, OPTIONS"
    },
    "retry-after": {
      "schema": {
        "type": "integer"
      },
      "example": 30
    }
  }
} as const satisfies ReplyData;
