// Generated from the documents in openapi/ by "npm run generate". Do not edit.

export const document: object = {
  "openapi": "3.1.0",
  "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
  "x-sources": {
    "seed": "The public reference page \"Create a Use Case\". Authoritative for operations, fields, enumerations and rules.",
    "sibling": "Other pages of the same reference (get, update, create a tool). Authoritative for names and types.",
    "successor": "The OpenAPI document of the platform's later v1. A strong hint.",
    "framework": "What the reference's fingerprint (ts-rest with zod) does by default. A hint.",
    "assumed": "Written down nowhere. Chosen so that a client developer is surprised least."
  },
  "info": {
    "title": "Use Cases API",
    "summary": "Create, read, update and list the use cases of a voice-AI platform.",
    "description": "A use case is the configuration of one kind of phone call that an AI agent handles: what it listens for,\nwhen it works, what it does with answering machines, and whom it informs.\n\nThis document was captured from public reference pages, not supplied by the platform. Each operation,\nproperty and rule says in `x-source` which source it rests on; whatever is only assumed is marked as such.\n\nA method that a path does not know is answered with 405 and an `Allow` header.\n",
    "version": "1.0.0",
    "contact": {
      "name": "Documentation of the platform",
      "url": "https://docs.happyrobot.ai/"
    },
    "license": {
      "name": "MIT",
      "url": "https://opensource.org/license/mit"
    }
  },
  "externalDocs": {
    "description": "The platform's public API reference, from which this contract was captured",
    "url": "https://docs.happyrobot.ai/api-reference/usecases/get-use-case"
  },
  "servers": [
    {
      "url": "https://app.happyrobot.ai/api/v1",
      "description": "The real platform. The stub serves the same paths under /api/v1 of its own address.",
      "x-source": {
        "url": "sibling"
      }
    }
  ],
  "tags": [
    {
      "name": "Use cases",
      "description": "Configurations of the calls that an AI agent handles."
    }
  ],
  "security": [
    {
      "apiKey": []
    }
  ],
  "paths": {
    "/use-cases": {
      "post": {
        "operationId": "createUseCase",
        "summary": "Create a use case",
        "description": "Adds a use case to the organization that owns the API key and answers it whole, with its new id.",
        "tags": [
          "Use cases"
        ],
        "externalDocs": {
          "description": "The reference of the sibling page, which shows the names and types of the same fields",
          "url": "https://docs.happyrobot.ai/api-reference/usecases/update-use-case"
        },
        "x-source": {
          "operation": "seed",
          "path": "sibling",
          "status": "sibling",
          "authorization": "seed"
        },
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/UseCaseCreate"
              },
              "examples": {
                "carrier_sales": {
                  "$ref": "#/components/examples/CarrierSalesBody"
                },
                "minimal": {
                  "$ref": "#/components/examples/MinimalBody"
                },
                "voicemail_in_spanish": {
                  "$ref": "#/components/examples/VoicemailBody"
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The use case as it was stored.",
            "x-source": {
              "status": "sibling",
              "body": "seed"
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/UseCase"
                },
                "examples": {
                  "carrier_sales": {
                    "$ref": "#/components/examples/CarrierSales"
                  },
                  "minimal": {
                    "$ref": "#/components/examples/Minimal"
                  },
                  "voicemail_in_spanish": {
                    "$ref": "#/components/examples/Voicemail"
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/InvalidUseCase"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "405": {
            "$ref": "#/components/responses/MethodNotAllowed"
          },
          "413": {
            "$ref": "#/components/responses/BodyTooLarge"
          },
          "415": {
            "$ref": "#/components/responses/UnsupportedMediaType"
          },
          "429": {
            "$ref": "#/components/responses/TooManyRequests"
          },
          "500": {
            "$ref": "#/components/responses/ServerError"
          },
          "503": {
            "$ref": "#/components/responses/Unavailable"
          }
        }
      },
      "get": {
        "x-rules": [
          "unknown-parameter"
        ],
        "operationId": "listUseCases",
        "summary": "List use cases",
        "description": "Answers every use case of the organization that owns the API key, oldest first, as a bare array.\nNo paging is documented. That the order is the order of creation is assumed.\n",
        "tags": [
          "Use cases"
        ],
        "externalDocs": {
          "description": "The reference of the resource's other operations",
          "url": "https://docs.happyrobot.ai/api-reference/usecases/get-use-case"
        },
        "x-source": {
          "operation": "successor",
          "path": "successor",
          "status": "successor",
          "order": "assumed",
          "authorization": "seed"
        },
        "responses": {
          "200": {
            "description": "All use cases of the organization.",
            "x-source": {
              "status": "successor",
              "body": "successor"
            },
            "content": {
              "application/json": {
                "schema": {
                  "type": "array",
                  "items": {
                    "$ref": "#/components/schemas/UseCase"
                  }
                },
                "examples": {
                  "two_languages": {
                    "summary": "Two use cases",
                    "value": [
                      {
                        "id": "66f2a1d05b3c9e7a41d80c13",
                        "organization_id": "64b8f0c2a9d37e51c0aa4f18",
                        "name": "Carrier Sales",
                        "language": "en-US",
                        "max_duration_mins": 10
                      },
                      {
                        "id": "66f2a1d05b3c9e7a41d80c14",
                        "organization_id": "64b8f0c2a9d37e51c0aa4f18",
                        "name": "Cobranza de facturas",
                        "language": "es-MX",
                        "timezone": "America/Mexico_City",
                        "params": {
                          "company_name": "Transportes del Norte"
                        },
                        "amd": true,
                        "amd_behavior": "Message",
                        "amd_messages": {
                          "es-MX": "Buenas tardes, habla {{company_name}}. Le agradeceremos que nos devuelva la llamada."
                        },
                        "max_duration_mins": 10
                      }
                    ]
                  },
                  "empty": {
                    "summary": "An organization without use cases",
                    "value": []
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/InvalidRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "405": {
            "$ref": "#/components/responses/MethodNotAllowed"
          },
          "429": {
            "$ref": "#/components/responses/TooManyRequests"
          },
          "500": {
            "$ref": "#/components/responses/ServerError"
          },
          "503": {
            "$ref": "#/components/responses/Unavailable"
          }
        }
      }
    },
    "/use-cases/{id}": {
      "parameters": [
        {
          "name": "id",
          "in": "path",
          "required": true,
          "description": "Identifies the use case; a MongoDB ObjectId by its length.",
          "x-source": {
            "shape": "sibling",
            "rule": "sibling"
          },
          "x-rules": [
            "id-hexadecimal"
          ],
          "schema": {
            "type": "string",
            "minLength": 24,
            "maxLength": 24
          },
          "examples": {
            "carrier_sales": {
              "value": "66f2a1d05b3c9e7a41d80c12"
            },
            "minimal": {
              "value": "66f2a1d05b3c9e7a41d80c13"
            },
            "voicemail_in_spanish": {
              "value": "66f2a1d05b3c9e7a41d80c14"
            },
            "renamed": {
              "value": "66f2a1d05b3c9e7a41d80c13"
            },
            "hangs_up_on_machines": {
              "value": "66f2a1d05b3c9e7a41d80c13"
            },
            "not_found": {
              "value": "66f2a1d05b3c9e7a41d80cff"
            }
          }
        }
      ],
      "get": {
        "operationId": "getUseCase",
        "summary": "Get a use case",
        "description": "Answers one use case of the organization that owns the API key.",
        "tags": [
          "Use cases"
        ],
        "externalDocs": {
          "description": "Reference page of this operation",
          "url": "https://docs.happyrobot.ai/api-reference/usecases/get-use-case"
        },
        "x-source": {
          "operation": "sibling",
          "path": "sibling",
          "status": "sibling",
          "authorization": "seed"
        },
        "responses": {
          "200": {
            "description": "The use case.",
            "x-source": {
              "status": "sibling",
              "body": "sibling"
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/UseCase"
                },
                "examples": {
                  "carrier_sales": {
                    "$ref": "#/components/examples/CarrierSales"
                  },
                  "minimal": {
                    "$ref": "#/components/examples/Minimal"
                  },
                  "voicemail_in_spanish": {
                    "$ref": "#/components/examples/Voicemail"
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/InvalidId"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "405": {
            "$ref": "#/components/responses/MethodNotAllowed"
          },
          "429": {
            "$ref": "#/components/responses/TooManyRequests"
          },
          "500": {
            "$ref": "#/components/responses/ServerError"
          },
          "503": {
            "$ref": "#/components/responses/Unavailable"
          }
        }
      },
      "patch": {
        "operationId": "updateUseCase",
        "summary": "Update a use case",
        "description": "Changes the fields that the body names and leaves the others as they are. The result must be a use case\nthat could have been created. A field that is sent replaces the stored value whole; lists are not merged.\n",
        "tags": [
          "Use cases"
        ],
        "externalDocs": {
          "description": "Reference page of this operation",
          "url": "https://docs.happyrobot.ai/api-reference/usecases/update-use-case"
        },
        "x-source": {
          "operation": "sibling",
          "path": "sibling",
          "status": "sibling",
          "merge": "assumed",
          "authorization": "seed"
        },
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/UseCaseUpdate"
              },
              "examples": {
                "renamed": {
                  "summary": "A new name",
                  "value": {
                    "name": "Carrier Sales West"
                  }
                },
                "hangs_up_on_machines": {
                  "summary": "Hang up when an answering machine picks up",
                  "value": {
                    "amd": true,
                    "amd_behavior": "Hangup"
                  }
                },
                "not_found": {
                  "summary": "A new name for a use case that does not exist",
                  "value": {
                    "name": "Carrier Sales West"
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The use case as it stands after the change.",
            "x-source": {
              "status": "sibling",
              "body": "sibling"
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/UseCase"
                },
                "examples": {
                  "renamed": {
                    "summary": "After a new name",
                    "value": {
                      "id": "66f2a1d05b3c9e7a41d80c13",
                      "organization_id": "64b8f0c2a9d37e51c0aa4f18",
                      "name": "Carrier Sales West",
                      "language": "en-US",
                      "max_duration_mins": 10
                    }
                  },
                  "hangs_up_on_machines": {
                    "summary": "After machine detection was switched on",
                    "value": {
                      "id": "66f2a1d05b3c9e7a41d80c13",
                      "organization_id": "64b8f0c2a9d37e51c0aa4f18",
                      "name": "Carrier Sales",
                      "language": "en-US",
                      "amd": true,
                      "amd_behavior": "Hangup",
                      "max_duration_mins": 10
                    }
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/InvalidUseCase"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "405": {
            "$ref": "#/components/responses/MethodNotAllowed"
          },
          "413": {
            "$ref": "#/components/responses/BodyTooLarge"
          },
          "415": {
            "$ref": "#/components/responses/UnsupportedMediaType"
          },
          "429": {
            "$ref": "#/components/responses/TooManyRequests"
          },
          "500": {
            "$ref": "#/components/responses/ServerError"
          },
          "503": {
            "$ref": "#/components/responses/Unavailable"
          }
        }
      }
    }
  },
  "components": {
    "securitySchemes": {
      "apiKey": {
        "type": "http",
        "scheme": "bearer",
        "description": "The API key of an organization, sent as `Bearer API_KEY` in the `authorization` header.",
        "x-source": {
          "scheme": "seed"
        }
      }
    },
    "schemas": {
      "UseCaseFields": {
        "type": "object",
        "description": "The fields that a client may set, on create as well as on update. Unknown properties are dropped.",
        "x-source": {
          "shape": "sibling",
          "unknownProperties": "framework"
        },
        "x-rules": [
          "unknown-property"
        ],
        "properties": {
          "name": {
            "type": "string",
            "minLength": 1,
            "description": "What people call the use case.",
            "x-source": {
              "shape": "sibling",
              "rule": "assumed"
            },
            "x-rules": [
              "name-required",
              "name-not-empty",
              "name-blank"
            ],
            "examples": [
              "Carrier Sales"
            ]
          },
          "transfer_number": {
            "type": "string",
            "description": "Phone number that a call is handed to when something goes wrong.",
            "x-source": {
              "shape": "sibling",
              "rule": "assumed"
            },
            "x-rules": [
              "transfer-number-e164"
            ],
            "examples": [
              "+14155550134"
            ]
          },
          "extract_with_ai": {
            "type": "array",
            "description": "What the AI is to find out during the call.",
            "x-source": {
              "shape": "sibling"
            },
            "x-rules": [
              "extract-name-unique"
            ],
            "items": {
              "$ref": "#/components/schemas/ExtractParameter"
            }
          },
          "classification_tags": {
            "type": "array",
            "description": "The outcomes by which finished calls are sorted.",
            "x-source": {
              "shape": "sibling"
            },
            "x-rules": [
              "tag-name-unique"
            ],
            "items": {
              "$ref": "#/components/schemas/ClassificationTag"
            }
          },
          "language": {
            "$ref": "#/components/schemas/Language"
          },
          "detailed_work_hours": {
            "type": "object",
            "description": "Work hours of each weekday. How a day is written is not documented.",
            "additionalProperties": true,
            "x-source": {
              "shape": "sibling",
              "rule": "assumed"
            },
            "x-rules": [
              "detailed-work-hours-shape"
            ],
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
            ]
          },
          "work_start": {
            "type": "string",
            "description": "When the working day begins, in the use case's time zone.",
            "x-source": {
              "shape": "sibling",
              "rule": "assumed"
            },
            "x-rules": [
              "work-hours-format",
              "work-hours-order",
              "work-hours-pair"
            ],
            "examples": [
              "08:00"
            ]
          },
          "work_end": {
            "type": "string",
            "description": "When the working day ends, in the use case's time zone.",
            "x-source": {
              "shape": "sibling",
              "rule": "assumed"
            },
            "x-rules": [
              "work-hours-format",
              "work-hours-order",
              "work-hours-pair"
            ],
            "examples": [
              "17:00"
            ]
          },
          "timezone": {
            "type": "string",
            "description": "Time zone of the work hours.",
            "x-source": {
              "shape": "sibling",
              "rule": "assumed"
            },
            "x-rules": [
              "timezone-iana"
            ],
            "examples": [
              "America/Chicago"
            ]
          },
          "generic_after_hours_message": {
            "type": "string",
            "description": "What callers hear outside the work hours.",
            "x-source": {
              "shape": "sibling"
            }
          },
          "enable_detailed_work_hours": {
            "type": "boolean",
            "description": "Whether the user interface shows hours day by day.",
            "x-source": {
              "shape": "sibling",
              "rule": "assumed"
            },
            "x-rules": [
              "detailed-work-hours-missing"
            ]
          },
          "keywords": {
            "type": "array",
            "description": "Words that the transcriber should expect.",
            "x-source": {
              "shape": "sibling",
              "rule": "assumed"
            },
            "x-rules": [
              "keyword-blank"
            ],
            "items": {
              "type": "string"
            }
          },
          "hooks": {
            "type": [
              "array",
              "null"
            ],
            "description": "Webhooks that are called when the use case runs.",
            "x-source": {
              "shape": "sibling",
              "nullable": "sibling"
            },
            "items": {
              "$ref": "#/components/schemas/Hook"
            }
          },
          "params": {
            "type": "object",
            "description": "Free-form parameters handed to the use case.",
            "additionalProperties": true,
            "x-source": {
              "shape": "sibling",
              "rule": "assumed"
            },
            "x-rules": [
              "params-blank-name"
            ],
            "examples": [
              {
                "company_name": "Harbor Freight Brokers",
                "callback_number": "+14155550134"
              }
            ]
          },
          "amd": {
            "type": "boolean",
            "description": "Turns on the detection of answering machines, without which the agent can neither hang up on machines\nnor find its way through phone menus.\n",
            "x-source": {
              "shape": "seed",
              "rule": "seed"
            }
          },
          "amd_behavior": {
            "type": "string",
            "enum": [
              "Hangup",
              "Continue",
              "Message"
            ],
            "description": "What to do when a machine answers: end the call, go on through its menu, or leave a message.\nRequired once `amd` is on.\n",
            "x-source": {
              "shape": "seed",
              "rule": "seed"
            },
            "x-rules": [
              "amd-behavior-without-amd",
              "amd-messages-missing"
            ]
          },
          "amd_messages": {
            "type": "object",
            "description": "Voicemail texts by language, spoken when `amd_behavior` is `Message`. A text may use the use case's\nparameters as `{{name}}`; that the keys are the platform's ten languages is assumed.\n",
            "x-source": {
              "shape": "seed",
              "rule": "assumed"
            },
            "x-rules": [
              "amd-messages-language",
              "amd-messages-unused",
              "amd-messages-parameter"
            ],
            "additionalProperties": {
              "type": "string"
            },
            "examples": [
              {
                "en-US": "Hi, this is {{company_name}}. Please call us back at {{callback_number}}."
              }
            ]
          },
          "sample_labels": {
            "type": "array",
            "description": "Labels that reviewers can put on recorded samples.",
            "x-source": {
              "shape": "sibling"
            },
            "x-rules": [
              "label-name-unique"
            ],
            "items": {
              "$ref": "#/components/schemas/SampleLabel"
            }
          },
          "hidden": {
            "type": "boolean",
            "description": "Keeps the use case out of the user interface.",
            "x-source": {
              "shape": "sibling"
            }
          },
          "evaluation_models": {
            "type": "array",
            "description": "Models that the use case is evaluated on.",
            "x-source": {
              "shape": "sibling"
            },
            "items": {
              "type": "string"
            }
          },
          "max_duration_mins": {
            "type": "number",
            "description": "Longest time a call may take, in minutes. A maximum set on a single call wins over it; where neither\nis set, a call ends after 10 minutes.\n",
            "x-source": {
              "shape": "seed",
              "rule": "assumed"
            },
            "x-rules": [
              "max-duration-positive"
            ]
          },
          "recorded_message_inbound": {
            "type": "boolean",
            "description": "Announces on incoming calls that the call is recorded.",
            "x-source": {
              "shape": "sibling"
            }
          },
          "recorded_message_outbound": {
            "type": "boolean",
            "description": "Announces on outgoing calls that the call is recorded.",
            "x-source": {
              "shape": "sibling"
            }
          },
          "show_original_caller_id": {
            "type": "boolean",
            "description": "Shows on the call screen who originally called.",
            "x-source": {
              "shape": "sibling"
            }
          }
        }
      },
      "UseCaseCreate": {
        "description": "Body of create. Only `name` is required. Once machine detection is on, the use case must say what to do\nwhen a machine answers.\n",
        "x-source": {
          "shape": "seed",
          "required": "assumed",
          "rule": "seed"
        },
        "allOf": [
          {
            "$ref": "#/components/schemas/UseCaseFields"
          },
          {
            "type": "object",
            "required": [
              "name"
            ],
            "properties": {
              "name": {
                "type": "string",
                "x-source": {
                  "shape": "sibling",
                  "required": "assumed"
                }
              },
              "language": {
                "default": "en-US",
                "x-source": {
                  "default": "sibling"
                }
              },
              "max_duration_mins": {
                "default": 10,
                "x-source": {
                  "default": "seed",
                  "answered": "assumed"
                }
              }
            },
            "x-message": "amd_behavior is required when amd is true",
            "if": {
              "properties": {
                "amd": {
                  "const": true
                }
              },
              "required": [
                "amd"
              ]
            },
            "then": {
              "required": [
                "amd_behavior"
              ]
            }
          }
        ]
      },
      "UseCaseUpdate": {
        "description": "Body of update. Everything is optional; what is left out stays as it is.",
        "x-source": {
          "shape": "sibling"
        },
        "allOf": [
          {
            "$ref": "#/components/schemas/UseCaseFields"
          },
          {
            "$ref": "#/components/schemas/UseCaseSettings"
          }
        ]
      },
      "UseCase": {
        "description": "A use case as the API answers it.",
        "x-source": {
          "shape": "seed",
          "required": "sibling"
        },
        "allOf": [
          {
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
                "description": "Identifies the use case.",
                "x-source": {
                  "shape": "sibling",
                  "rule": "sibling"
                },
                "examples": [
                  "66f2a1d05b3c9e7a41d80c12"
                ]
              },
              "organization_id": {
                "type": "string",
                "description": "Identifies the organization that owns the use case.",
                "x-source": {
                  "shape": "sibling"
                },
                "examples": [
                  "64b8f0c2a9d37e51c0aa4f18"
                ]
              }
            }
          },
          {
            "$ref": "#/components/schemas/UseCaseFields"
          },
          {
            "$ref": "#/components/schemas/UseCaseSettings"
          }
        ]
      },
      "UseCaseSettings": {
        "type": "object",
        "description": "What can be changed on an existing use case, but is not part of the page on creating one.",
        "x-source": {
          "shape": "sibling"
        },
        "properties": {
          "disable_end_call_after_n_reminders": {
            "type": "boolean",
            "description": "Keeps the agent on the line however often it had to remind the caller to speak.",
            "x-source": {
              "shape": "sibling"
            }
          }
        }
      },
      "Language": {
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
        ],
        "description": "Language that the agent speaks by preference.",
        "x-source": {
          "shape": "seed",
          "rule": "seed"
        }
      },
      "ExtractParameter": {
        "type": "object",
        "description": "One thing that the AI is to find out.",
        "x-source": {
          "shape": "sibling"
        },
        "x-rules": [
          "item-name-missing"
        ],
        "properties": {
          "name": {
            "type": "string",
            "description": "Key under which the value is reported.",
            "x-source": {
              "shape": "sibling"
            }
          },
          "description": {
            "type": "string",
            "description": "What the AI should look for.",
            "x-source": {
              "shape": "sibling"
            }
          },
          "type": {
            "type": "string",
            "description": "Type of the value. Only `string` is shown in the reference; the others are assumed.",
            "x-source": {
              "shape": "sibling",
              "rule": "assumed"
            },
            "x-assumed-values": [
              "string",
              "number",
              "boolean"
            ],
            "x-rules": [
              "extract-type-known"
            ]
          },
          "example": {
            "type": "string",
            "description": "A value as it might be found.",
            "x-source": {
              "shape": "sibling"
            }
          },
          "required": {
            "type": "boolean",
            "description": "Whether the agent must not end the call without it.",
            "x-source": {
              "shape": "sibling"
            }
          }
        }
      },
      "ClassificationTag": {
        "type": "object",
        "description": "One outcome that a call can have.",
        "x-source": {
          "shape": "sibling"
        },
        "x-rules": [
          "item-name-missing"
        ],
        "properties": {
          "name": {
            "type": "string",
            "description": "Name of the outcome.",
            "x-source": {
              "shape": "sibling"
            }
          },
          "description": {
            "type": "string",
            "description": "When the outcome applies.",
            "x-source": {
              "shape": "sibling"
            }
          }
        }
      },
      "Hook": {
        "type": "object",
        "description": "A webhook.",
        "x-source": {
          "shape": "sibling"
        },
        "x-rules": [
          "hook-url-missing"
        ],
        "properties": {
          "url": {
            "type": "string",
            "description": "Address that is called.",
            "x-source": {
              "shape": "sibling",
              "rule": "assumed"
            },
            "x-rules": [
              "hook-url-http"
            ]
          },
          "headers": {
            "type": "array",
            "description": "Headers sent along with each call.",
            "x-source": {
              "shape": "sibling"
            },
            "items": {
              "$ref": "#/components/schemas/HookHeader"
            }
          }
        }
      },
      "HookHeader": {
        "type": "object",
        "description": "One header of a webhook call.",
        "x-source": {
          "shape": "sibling"
        },
        "x-rules": [
          "hook-header-key"
        ],
        "properties": {
          "key": {
            "type": "string",
            "description": "Name of the header.",
            "x-source": {
              "shape": "sibling",
              "rule": "assumed"
            }
          },
          "value": {
            "type": "string",
            "description": "Value of the header.",
            "x-source": {
              "shape": "sibling"
            }
          }
        }
      },
      "SampleLabel": {
        "type": "object",
        "description": "A label for recorded samples.",
        "x-source": {
          "shape": "sibling"
        },
        "x-rules": [
          "item-name-missing"
        ],
        "properties": {
          "name": {
            "type": "string",
            "description": "Text of the label.",
            "x-source": {
              "shape": "sibling"
            }
          },
          "color": {
            "type": "string",
            "description": "Colour of the label. Only `slate` is shown in the reference; the other palette names are assumed.",
            "x-source": {
              "shape": "sibling",
              "rule": "assumed"
            },
            "x-assumed-values": [
              "slate",
              "gray",
              "zinc",
              "neutral",
              "stone",
              "red",
              "orange",
              "amber",
              "yellow",
              "lime",
              "green",
              "emerald",
              "teal",
              "cyan",
              "sky",
              "blue",
              "indigo",
              "violet",
              "purple",
              "fuchsia",
              "pink",
              "rose"
            ],
            "x-rules": [
              "label-color-known"
            ]
          }
        }
      },
      "ValidationError": {
        "type": "object",
        "description": "A serialised ZodError. Lists everything that is wrong with the request.",
        "x-source": {
          "shape": "framework"
        },
        "required": [
          "issues",
          "name"
        ],
        "properties": {
          "issues": {
            "type": "array",
            "minItems": 1,
            "description": "One entry for each thing that is wrong.",
            "x-source": {
              "shape": "framework"
            },
            "items": {
              "$ref": "#/components/schemas/Issue"
            }
          },
          "name": {
            "type": "string",
            "const": "ZodError",
            "description": "Name of the error class.",
            "x-source": {
              "shape": "framework"
            }
          }
        }
      },
      "Issue": {
        "type": "object",
        "description": "One thing that is wrong. Which further properties it has depends on `code`.",
        "x-source": {
          "shape": "framework"
        },
        "required": [
          "code",
          "path",
          "message"
        ],
        "properties": {
          "code": {
            "type": "string",
            "description": "What kind of mistake it is, in the terms of zod 3.",
            "enum": [
              "invalid_type",
              "invalid_enum_value",
              "invalid_literal",
              "invalid_string",
              "too_small",
              "too_big",
              "custom"
            ],
            "x-source": {
              "shape": "framework"
            }
          },
          "path": {
            "type": "array",
            "description": "Where the mistake is, key by key from the root.",
            "x-source": {
              "shape": "framework"
            },
            "items": {
              "type": [
                "string",
                "integer"
              ]
            }
          },
          "message": {
            "type": "string",
            "description": "The mistake in words.",
            "x-source": {
              "shape": "framework"
            }
          },
          "expected": {
            "description": "The type or literal that was expected.",
            "x-source": {
              "shape": "framework"
            }
          },
          "received": {
            "description": "The type or value that was found instead.",
            "x-source": {
              "shape": "framework"
            }
          },
          "options": {
            "type": "array",
            "description": "The values that are allowed.",
            "x-source": {
              "shape": "framework"
            },
            "items": {}
          },
          "minimum": {
            "type": "number",
            "description": "The smallest size or value that is allowed.",
            "x-source": {
              "shape": "framework"
            }
          },
          "maximum": {
            "type": "number",
            "description": "The largest size or value that is allowed.",
            "x-source": {
              "shape": "framework"
            }
          },
          "type": {
            "type": "string",
            "description": "What `minimum` or `maximum` measures.",
            "x-source": {
              "shape": "framework"
            }
          },
          "inclusive": {
            "type": "boolean",
            "description": "Whether the limit itself is allowed.",
            "x-source": {
              "shape": "framework"
            }
          },
          "exact": {
            "type": "boolean",
            "description": "Whether exactly the limit is required.",
            "x-source": {
              "shape": "framework"
            }
          },
          "validation": {
            "type": "string",
            "description": "What a text was held against, such as `regex`.",
            "x-source": {
              "shape": "framework"
            }
          },
          "params": {
            "type": "object",
            "description": "Further details of a custom issue; the stub names the broken rule here.",
            "additionalProperties": true,
            "x-source": {
              "shape": "framework"
            }
          }
        }
      },
      "Error": {
        "type": "object",
        "description": "Any other error.",
        "x-source": {
          "shape": "successor"
        },
        "required": [
          "message"
        ],
        "properties": {
          "message": {
            "type": "string",
            "description": "What went wrong, in words.",
            "x-source": {
              "shape": "successor"
            }
          }
        }
      }
    },
    "responses": {
      "InvalidUseCase": {
        "description": "The body (or the id in the path) breaks a rule.",
        "x-source": {
          "status": "framework",
          "body": "framework"
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/ValidationError"
            },
            "examples": {
              "name_missing": {
                "summary": "Nothing was sent for a required field",
                "value": {
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
              "unknown_language": {
                "summary": "A value outside the enumeration",
                "value": {
                  "issues": [
                    {
                      "received": "nl-NL",
                      "code": "invalid_enum_value",
                      "options": [
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
                      ],
                      "path": [
                        "language"
                      ],
                      "message": "Invalid enum value. Expected 'en-US' | 'en-GB' | 'es-MX' | 'es-ES' | 'pt-PT' | 'de-DE' | 'fr-FR' | 'pl-PL' | 'ro-RO' | 'it-IT', received 'nl-NL'"
                    }
                  ],
                  "name": "ZodError"
                }
              },
              "behavior_missing": {
                "summary": "Machine detection is on, but amd_behavior is missing",
                "value": {
                  "issues": [
                    {
                      "code": "custom",
                      "path": [
                        "amd_behavior"
                      ],
                      "message": "amd_behavior is required when amd is true"
                    }
                  ],
                  "name": "ZodError"
                }
              }
            }
          }
        }
      },
      "InvalidId": {
        "description": "The id in the path is not 24 characters long.",
        "x-source": {
          "status": "framework",
          "body": "framework"
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/ValidationError"
            },
            "examples": {
              "id_too_short": {
                "summary": "Fewer than 24 characters",
                "value": {
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
              }
            }
          }
        }
      },
      "InvalidRequest": {
        "description": "The request itself is malformed.",
        "x-source": {
          "status": "framework",
          "body": "framework"
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/ValidationError"
            },
            "examples": {
              "malformed": {
                "summary": "Something in the request could not be read",
                "value": {
                  "issues": [
                    {
                      "code": "custom",
                      "path": [],
                      "message": "The request could not be read"
                    }
                  ],
                  "name": "ZodError"
                }
              }
            }
          }
        }
      },
      "Unauthorized": {
        "description": "The API key is missing, malformed or unknown.",
        "x-source": {
          "status": "successor",
          "body": "successor"
        },
        "headers": {
          "WWW-Authenticate": {
            "description": "The scheme to authenticate with.",
            "schema": {
              "type": "string"
            },
            "example": "Bearer"
          }
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Error"
            },
            "examples": {
              "key_missing": {
                "summary": "No authorization header",
                "value": {
                  "message": "Send your API key as \"authorization: Bearer API_KEY\""
                }
              },
              "key_unknown": {
                "summary": "An unknown key",
                "value": {
                  "message": "This API key is not known"
                }
              }
            }
          }
        }
      },
      "NotFound": {
        "description": "The organization has no such use case.",
        "x-source": {
          "status": "assumed",
          "body": "assumed"
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Error"
            },
            "examples": {
              "not_found": {
                "summary": "No use case with that id",
                "value": {
                  "message": "Use case not found"
                }
              }
            }
          }
        }
      },
      "MethodNotAllowed": {
        "description": "The path exists, but not with this method.",
        "x-source": {
          "status": "assumed",
          "body": "assumed"
        },
        "headers": {
          "Allow": {
            "description": "The methods that the path knows.",
            "schema": {
              "type": "string"
            },
            "example": "GET, HEAD, POST, OPTIONS"
          }
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Error"
            },
            "examples": {
              "wrong_method": {
                "summary": "DELETE is documented nowhere",
                "value": {
                  "message": "DELETE is not possible on /use-cases"
                }
              }
            }
          }
        }
      },
      "BodyTooLarge": {
        "description": "The body is larger than the server takes.",
        "x-source": {
          "status": "assumed",
          "body": "assumed"
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Error"
            },
            "examples": {
              "too_large": {
                "summary": "More than a mebibyte",
                "value": {
                  "message": "The body is larger than 1048576 bytes"
                }
              }
            }
          }
        }
      },
      "UnsupportedMediaType": {
        "description": "The body is not JSON.",
        "x-source": {
          "status": "assumed",
          "body": "assumed"
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Error"
            },
            "examples": {
              "not_json": {
                "summary": "A form was sent",
                "value": {
                  "message": "Send the body as application/json"
                }
              }
            }
          }
        }
      },
      "TooManyRequests": {
        "description": "The client sends requests faster than it may.",
        "x-source": {
          "status": "assumed",
          "body": "assumed"
        },
        "headers": {
          "Retry-After": {
            "description": "Seconds to wait before the next attempt.",
            "schema": {
              "type": "integer"
            },
            "example": 30
          }
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Error"
            },
            "examples": {
              "slow_down": {
                "summary": "Over the limit",
                "value": {
                  "message": "Too many requests"
                }
              }
            }
          }
        }
      },
      "ServerError": {
        "description": "The server failed.",
        "x-source": {
          "status": "assumed",
          "body": "assumed"
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Error"
            },
            "examples": {
              "failed": {
                "summary": "An unexpected failure",
                "value": {
                  "message": "Something went wrong"
                }
              }
            }
          }
        }
      },
      "Unavailable": {
        "description": "The server cannot answer at the moment.",
        "x-source": {
          "status": "assumed",
          "body": "assumed"
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Error"
            },
            "examples": {
              "unavailable": {
                "summary": "Down for a moment",
                "value": {
                  "message": "Try again in a moment"
                }
              }
            }
          }
        }
      }
    },
    "examples": {
      "CarrierSalesBody": {
        "summary": "A use case with most of its fields",
        "value": {
          "name": "Carrier Sales",
          "transfer_number": "+14155550134",
          "extract_with_ai": [
            {
              "name": "mc_number",
              "description": "Motor carrier number the caller gives for verification",
              "type": "string",
              "example": "482913",
              "required": true
            },
            {
              "name": "offered_rate",
              "description": "All-in rate the carrier asks for, in US dollars",
              "type": "number",
              "example": "1850",
              "required": true
            }
          ],
          "classification_tags": [
            {
              "name": "Booked",
              "description": "The carrier took the load at an agreed rate"
            },
            {
              "name": "Rate too high",
              "description": "No agreement because the carrier asked for too much"
            }
          ],
          "language": "en-US",
          "work_start": "08:00",
          "work_end": "17:00",
          "timezone": "America/Chicago",
          "generic_after_hours_message": "Our carrier desk is closed. Please call back tomorrow.",
          "keywords": [
            "dry van",
            "reefer",
            "rate confirmation"
          ],
          "hooks": [
            {
              "url": "https://hooks.harbor-freight.example/calls",
              "headers": [
                {
                  "key": "X-Environment",
                  "value": "sandbox"
                }
              ]
            }
          ],
          "params": {
            "company_name": "Harbor Freight Brokers",
            "callback_number": "+14155550134"
          },
          "amd": true,
          "amd_behavior": "Message",
          "amd_messages": {
            "en-US": "Hi, this is {{company_name}}. Please call us back at {{callback_number}}."
          },
          "sample_labels": [
            {
              "name": "Needs review",
              "color": "amber"
            }
          ],
          "hidden": false,
          "max_duration_mins": 12,
          "recorded_message_inbound": true,
          "recorded_message_outbound": true,
          "show_original_caller_id": false
        }
      },
      "MinimalBody": {
        "summary": "The least that create accepts",
        "value": {
          "name": "Carrier Sales"
        }
      },
      "VoicemailBody": {
        "summary": "A message left on Spanish voicemail",
        "value": {
          "name": "Cobranza de facturas",
          "language": "es-MX",
          "timezone": "America/Mexico_City",
          "params": {
            "company_name": "Transportes del Norte"
          },
          "amd": true,
          "amd_behavior": "Message",
          "amd_messages": {
            "es-MX": "Buenas tardes, habla {{company_name}}. Le agradeceremos que nos devuelva la llamada."
          }
        }
      },
      "CarrierSales": {
        "summary": "A use case with most of its fields",
        "value": {
          "id": "66f2a1d05b3c9e7a41d80c12",
          "organization_id": "64b8f0c2a9d37e51c0aa4f18",
          "name": "Carrier Sales",
          "transfer_number": "+14155550134",
          "extract_with_ai": [
            {
              "name": "mc_number",
              "description": "Motor carrier number the caller gives for verification",
              "type": "string",
              "example": "482913",
              "required": true
            },
            {
              "name": "offered_rate",
              "description": "All-in rate the carrier asks for, in US dollars",
              "type": "number",
              "example": "1850",
              "required": true
            }
          ],
          "classification_tags": [
            {
              "name": "Booked",
              "description": "The carrier took the load at an agreed rate"
            },
            {
              "name": "Rate too high",
              "description": "No agreement because the carrier asked for too much"
            }
          ],
          "language": "en-US",
          "work_start": "08:00",
          "work_end": "17:00",
          "timezone": "America/Chicago",
          "generic_after_hours_message": "Our carrier desk is closed. Please call back tomorrow.",
          "keywords": [
            "dry van",
            "reefer",
            "rate confirmation"
          ],
          "hooks": [
            {
              "url": "https://hooks.harbor-freight.example/calls",
              "headers": [
                {
                  "key": "X-Environment",
                  "value": "sandbox"
                }
              ]
            }
          ],
          "params": {
            "company_name": "Harbor Freight Brokers",
            "callback_number": "+14155550134"
          },
          "amd": true,
          "amd_behavior": "Message",
          "amd_messages": {
            "en-US": "Hi, this is {{company_name}}. Please call us back at {{callback_number}}."
          },
          "sample_labels": [
            {
              "name": "Needs review",
              "color": "amber"
            }
          ],
          "hidden": false,
          "max_duration_mins": 12,
          "recorded_message_inbound": true,
          "recorded_message_outbound": true,
          "show_original_caller_id": false
        }
      },
      "Minimal": {
        "summary": "What a create with nothing but a name answers",
        "value": {
          "id": "66f2a1d05b3c9e7a41d80c13",
          "organization_id": "64b8f0c2a9d37e51c0aa4f18",
          "name": "Carrier Sales",
          "language": "en-US",
          "max_duration_mins": 10
        }
      },
      "Voicemail": {
        "summary": "The use case with a message on Spanish voicemail",
        "value": {
          "id": "66f2a1d05b3c9e7a41d80c14",
          "organization_id": "64b8f0c2a9d37e51c0aa4f18",
          "name": "Cobranza de facturas",
          "language": "es-MX",
          "timezone": "America/Mexico_City",
          "params": {
            "company_name": "Transportes del Norte"
          },
          "amd": true,
          "amd_behavior": "Message",
          "amd_messages": {
            "es-MX": "Buenas tardes, habla {{company_name}}. Le agradeceremos que nos devuelva la llamada."
          },
          "max_duration_mins": 10
        }
      }
    }
  }
};
