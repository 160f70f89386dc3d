// Generated from the documents in openapi/ by "npm run generate". Do not edit.
import type { ContractData } from '../../contract.ts';

export const contractData = {
  "operations": [
    {
      "operationId": "listUseCases",
      "method": "GET",
      "path": "/use-cases",
      "summary": "List use cases",
      "secured": true,
      "schemes": [
        "apiKey"
      ],
      "pathParameters": {},
      "queryParameters": {},
      "body": null,
      "responses": {
        "200": {
          "description": "All use cases of the organization.",
          "headers": {},
          "examples": {
            "two_languages": [
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
            ],
            "empty": []
          }
        },
        "400": {
          "description": "The request itself is malformed.",
          "headers": {},
          "examples": {
            "malformed": {
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
        },
        "401": {
          "description": "The API key is missing, malformed or unknown.",
          "headers": {
            "www-authenticate": "Bearer"
          },
          "examples": {
            "key_missing": {
              "message": "Send your API key as \"authorization: Bearer API_KEY\""
            },
            "key_unknown": {
              "message": "This API key is not known"
            }
          }
        },
        "405": {
          "description": "The path exists, but not with this method.",
          "headers": {
            "allow": "GET, HEAD, POST, OPTIONS"
          },
          "examples": {
            "wrong_method": {
              "message": "DELETE is not possible on /use-cases"
            }
          }
        },
        "429": {
          "description": "The client sends requests faster than it may.",
          "headers": {
            "retry-after": "30"
          },
          "examples": {
            "slow_down": {
              "message": "Too many requests"
            }
          }
        },
        "500": {
          "description": "The server failed.",
          "headers": {},
          "examples": {
            "failed": {
              "message": "Something went wrong"
            }
          }
        },
        "503": {
          "description": "The server cannot answer at the moment.",
          "headers": {},
          "examples": {
            "unavailable": {
              "message": "Try again in a moment"
            }
          }
        }
      }
    },
    {
      "operationId": "createUseCase",
      "method": "POST",
      "path": "/use-cases",
      "summary": "Create a use case",
      "secured": true,
      "schemes": [
        "apiKey"
      ],
      "pathParameters": {},
      "queryParameters": {},
      "body": {
        "required": true,
        "shape": {
          "properties": {
            "name": null,
            "transfer_number": null,
            "extract_with_ai": {
              "items": {
                "properties": {
                  "name": null,
                  "description": null,
                  "type": null,
                  "example": null,
                  "required": null
                }
              }
            },
            "classification_tags": {
              "items": {
                "properties": {
                  "name": null,
                  "description": null
                }
              }
            },
            "language": null,
            "detailed_work_hours": null,
            "work_start": null,
            "work_end": null,
            "timezone": null,
            "generic_after_hours_message": null,
            "enable_detailed_work_hours": null,
            "keywords": {
              "items": null
            },
            "hooks": {
              "items": {
                "properties": {
                  "url": null,
                  "headers": {
                    "items": {
                      "properties": {
                        "key": null,
                        "value": null
                      }
                    }
                  }
                }
              }
            },
            "params": null,
            "amd": null,
            "amd_behavior": null,
            "amd_messages": null,
            "sample_labels": {
              "items": {
                "properties": {
                  "name": null,
                  "color": null
                }
              }
            },
            "hidden": null,
            "evaluation_models": {
              "items": null
            },
            "max_duration_mins": null,
            "recorded_message_inbound": null,
            "recorded_message_outbound": null,
            "show_original_caller_id": null
          }
        },
        "facts": {
          "name": {
            "position": 0,
            "type": "string",
            "exactLength": false
          },
          "transfer_number": {
            "position": 1,
            "type": "string",
            "exactLength": false
          },
          "extract_with_ai": {
            "position": 2,
            "type": "array",
            "exactLength": false
          },
          "classification_tags": {
            "position": 3,
            "type": "array",
            "exactLength": false
          },
          "language": {
            "position": 4,
            "type": "string",
            "exactLength": false
          },
          "detailed_work_hours": {
            "position": 5,
            "type": "object",
            "exactLength": false
          },
          "work_start": {
            "position": 6,
            "type": "string",
            "exactLength": false
          },
          "work_end": {
            "position": 7,
            "type": "string",
            "exactLength": false
          },
          "timezone": {
            "position": 8,
            "type": "string",
            "exactLength": false
          },
          "generic_after_hours_message": {
            "position": 9,
            "type": "string",
            "exactLength": false
          },
          "enable_detailed_work_hours": {
            "position": 10,
            "type": "boolean",
            "exactLength": false
          },
          "keywords": {
            "position": 11,
            "type": "array",
            "exactLength": false
          },
          "hooks": {
            "position": 12,
            "type": "array",
            "exactLength": false
          },
          "params": {
            "position": 13,
            "type": "object",
            "exactLength": false
          },
          "amd": {
            "position": 14,
            "type": "boolean",
            "exactLength": false
          },
          "amd_behavior": {
            "position": 15,
            "type": "string",
            "exactLength": false
          },
          "amd_messages": {
            "position": 16,
            "type": "object",
            "exactLength": false
          },
          "sample_labels": {
            "position": 17,
            "type": "array",
            "exactLength": false
          },
          "hidden": {
            "position": 18,
            "type": "boolean",
            "exactLength": false
          },
          "evaluation_models": {
            "position": 19,
            "type": "array",
            "exactLength": false
          },
          "max_duration_mins": {
            "position": 20,
            "type": "number",
            "exactLength": false
          },
          "recorded_message_inbound": {
            "position": 21,
            "type": "boolean",
            "exactLength": false
          },
          "recorded_message_outbound": {
            "position": 22,
            "type": "boolean",
            "exactLength": false
          },
          "show_original_caller_id": {
            "position": 23,
            "type": "boolean",
            "exactLength": false
          }
        },
        "defaults": {
          "language": "en-US",
          "max_duration_mins": 10
        },
        "conditions": {
          "amd_behavior": "amd_behavior is required when amd is true"
        }
      },
      "responses": {
        "200": {
          "description": "The use case as it was stored.",
          "headers": {},
          "examples": {
            "carrier_sales": {
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
            },
            "minimal": {
              "id": "66f2a1d05b3c9e7a41d80c13",
              "organization_id": "64b8f0c2a9d37e51c0aa4f18",
              "name": "Carrier Sales",
              "language": "en-US",
              "max_duration_mins": 10
            },
            "voicemail_in_spanish": {
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
        },
        "400": {
          "description": "The body (or the id in the path) breaks a rule.",
          "headers": {},
          "examples": {
            "name_missing": {
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
            },
            "unknown_language": {
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
            },
            "behavior_missing": {
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
        },
        "401": {
          "description": "The API key is missing, malformed or unknown.",
          "headers": {
            "www-authenticate": "Bearer"
          },
          "examples": {
            "key_missing": {
              "message": "Send your API key as \"authorization: Bearer API_KEY\""
            },
            "key_unknown": {
              "message": "This API key is not known"
            }
          }
        },
        "405": {
          "description": "The path exists, but not with this method.",
          "headers": {
            "allow": "GET, HEAD, POST, OPTIONS"
          },
          "examples": {
            "wrong_method": {
              "message": "DELETE is not possible on /use-cases"
            }
          }
        },
        "413": {
          "description": "The body is larger than the server takes.",
          "headers": {},
          "examples": {
            "too_large": {
              "message": "The body is larger than 1048576 bytes"
            }
          }
        },
        "415": {
          "description": "The body is not JSON.",
          "headers": {},
          "examples": {
            "not_json": {
              "message": "Send the body as application/json"
            }
          }
        },
        "429": {
          "description": "The client sends requests faster than it may.",
          "headers": {
            "retry-after": "30"
          },
          "examples": {
            "slow_down": {
              "message": "Too many requests"
            }
          }
        },
        "500": {
          "description": "The server failed.",
          "headers": {},
          "examples": {
            "failed": {
              "message": "Something went wrong"
            }
          }
        },
        "503": {
          "description": "The server cannot answer at the moment.",
          "headers": {},
          "examples": {
            "unavailable": {
              "message": "Try again in a moment"
            }
          }
        }
      }
    },
    {
      "operationId": "getUseCase",
      "method": "GET",
      "path": "/use-cases/{id}",
      "summary": "Get a use case",
      "secured": true,
      "schemes": [
        "apiKey"
      ],
      "pathParameters": {
        "id": {
          "position": 0,
          "type": "string",
          "exactLength": true
        }
      },
      "queryParameters": {},
      "body": null,
      "responses": {
        "200": {
          "description": "The use case.",
          "headers": {},
          "examples": {
            "carrier_sales": {
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
            },
            "minimal": {
              "id": "66f2a1d05b3c9e7a41d80c13",
              "organization_id": "64b8f0c2a9d37e51c0aa4f18",
              "name": "Carrier Sales",
              "language": "en-US",
              "max_duration_mins": 10
            },
            "voicemail_in_spanish": {
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
        },
        "400": {
          "description": "The id in the path is not 24 characters long.",
          "headers": {},
          "examples": {
            "id_too_short": {
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
        },
        "401": {
          "description": "The API key is missing, malformed or unknown.",
          "headers": {
            "www-authenticate": "Bearer"
          },
          "examples": {
            "key_missing": {
              "message": "Send your API key as \"authorization: Bearer API_KEY\""
            },
            "key_unknown": {
              "message": "This API key is not known"
            }
          }
        },
        "404": {
          "description": "The organization has no such use case.",
          "headers": {},
          "examples": {
            "not_found": {
              "message": "Use case not found"
            }
          }
        },
        "405": {
          "description": "The path exists, but not with this method.",
          "headers": {
            "allow": "GET, HEAD, POST, OPTIONS"
          },
          "examples": {
            "wrong_method": {
              "message": "DELETE is not possible on /use-cases"
            }
          }
        },
        "429": {
          "description": "The client sends requests faster than it may.",
          "headers": {
            "retry-after": "30"
          },
          "examples": {
            "slow_down": {
              "message": "Too many requests"
            }
          }
        },
        "500": {
          "description": "The server failed.",
          "headers": {},
          "examples": {
            "failed": {
              "message": "Something went wrong"
            }
          }
        },
        "503": {
          "description": "The server cannot answer at the moment.",
          "headers": {},
          "examples": {
            "unavailable": {
              "message": "Try again in a moment"
            }
          }
        }
      }
    },
    {
      "operationId": "updateUseCase",
      "method": "PATCH",
      "path": "/use-cases/{id}",
      "summary": "Update a use case",
      "secured": true,
      "schemes": [
        "apiKey"
      ],
      "pathParameters": {
        "id": {
          "position": 0,
          "type": "string",
          "exactLength": true
        }
      },
      "queryParameters": {},
      "body": {
        "required": true,
        "shape": {
          "properties": {
            "name": null,
            "transfer_number": null,
            "extract_with_ai": {
              "items": {
                "properties": {
                  "name": null,
                  "description": null,
                  "type": null,
                  "example": null,
                  "required": null
                }
              }
            },
            "classification_tags": {
              "items": {
                "properties": {
                  "name": null,
                  "description": null
                }
              }
            },
            "language": null,
            "detailed_work_hours": null,
            "work_start": null,
            "work_end": null,
            "timezone": null,
            "generic_after_hours_message": null,
            "enable_detailed_work_hours": null,
            "keywords": {
              "items": null
            },
            "hooks": {
              "items": {
                "properties": {
                  "url": null,
                  "headers": {
                    "items": {
                      "properties": {
                        "key": null,
                        "value": null
                      }
                    }
                  }
                }
              }
            },
            "params": null,
            "amd": null,
            "amd_behavior": null,
            "amd_messages": null,
            "sample_labels": {
              "items": {
                "properties": {
                  "name": null,
                  "color": null
                }
              }
            },
            "hidden": null,
            "evaluation_models": {
              "items": null
            },
            "max_duration_mins": null,
            "recorded_message_inbound": null,
            "recorded_message_outbound": null,
            "show_original_caller_id": null,
            "disable_end_call_after_n_reminders": null
          }
        },
        "facts": {
          "name": {
            "position": 0,
            "type": "string",
            "exactLength": false
          },
          "transfer_number": {
            "position": 1,
            "type": "string",
            "exactLength": false
          },
          "extract_with_ai": {
            "position": 2,
            "type": "array",
            "exactLength": false
          },
          "classification_tags": {
            "position": 3,
            "type": "array",
            "exactLength": false
          },
          "language": {
            "position": 4,
            "type": "string",
            "exactLength": false
          },
          "detailed_work_hours": {
            "position": 5,
            "type": "object",
            "exactLength": false
          },
          "work_start": {
            "position": 6,
            "type": "string",
            "exactLength": false
          },
          "work_end": {
            "position": 7,
            "type": "string",
            "exactLength": false
          },
          "timezone": {
            "position": 8,
            "type": "string",
            "exactLength": false
          },
          "generic_after_hours_message": {
            "position": 9,
            "type": "string",
            "exactLength": false
          },
          "enable_detailed_work_hours": {
            "position": 10,
            "type": "boolean",
            "exactLength": false
          },
          "keywords": {
            "position": 11,
            "type": "array",
            "exactLength": false
          },
          "hooks": {
            "position": 12,
            "type": "array",
            "exactLength": false
          },
          "params": {
            "position": 13,
            "type": "object",
            "exactLength": false
          },
          "amd": {
            "position": 14,
            "type": "boolean",
            "exactLength": false
          },
          "amd_behavior": {
            "position": 15,
            "type": "string",
            "exactLength": false
          },
          "amd_messages": {
            "position": 16,
            "type": "object",
            "exactLength": false
          },
          "sample_labels": {
            "position": 17,
            "type": "array",
            "exactLength": false
          },
          "hidden": {
            "position": 18,
            "type": "boolean",
            "exactLength": false
          },
          "evaluation_models": {
            "position": 19,
            "type": "array",
            "exactLength": false
          },
          "max_duration_mins": {
            "position": 20,
            "type": "number",
            "exactLength": false
          },
          "recorded_message_inbound": {
            "position": 21,
            "type": "boolean",
            "exactLength": false
          },
          "recorded_message_outbound": {
            "position": 22,
            "type": "boolean",
            "exactLength": false
          },
          "show_original_caller_id": {
            "position": 23,
            "type": "boolean",
            "exactLength": false
          },
          "disable_end_call_after_n_reminders": {
            "position": 24,
            "type": "boolean",
            "exactLength": false
          }
        },
        "defaults": {},
        "conditions": {}
      },
      "responses": {
        "200": {
          "description": "The use case as it stands after the change.",
          "headers": {},
          "examples": {
            "renamed": {
              "id": "66f2a1d05b3c9e7a41d80c13",
              "organization_id": "64b8f0c2a9d37e51c0aa4f18",
              "name": "Carrier Sales West",
              "language": "en-US",
              "max_duration_mins": 10
            },
            "hangs_up_on_machines": {
              "id": "66f2a1d05b3c9e7a41d80c13",
              "organization_id": "64b8f0c2a9d37e51c0aa4f18",
              "name": "Carrier Sales",
              "language": "en-US",
              "amd": true,
              "amd_behavior": "Hangup",
              "max_duration_mins": 10
            }
          }
        },
        "400": {
          "description": "The body (or the id in the path) breaks a rule.",
          "headers": {},
          "examples": {
            "name_missing": {
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
            },
            "unknown_language": {
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
            },
            "behavior_missing": {
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
        },
        "401": {
          "description": "The API key is missing, malformed or unknown.",
          "headers": {
            "www-authenticate": "Bearer"
          },
          "examples": {
            "key_missing": {
              "message": "Send your API key as \"authorization: Bearer API_KEY\""
            },
            "key_unknown": {
              "message": "This API key is not known"
            }
          }
        },
        "404": {
          "description": "The organization has no such use case.",
          "headers": {},
          "examples": {
            "not_found": {
              "message": "Use case not found"
            }
          }
        },
        "405": {
          "description": "The path exists, but not with this method.",
          "headers": {
            "allow": "GET, HEAD, POST, OPTIONS"
          },
          "examples": {
            "wrong_method": {
              "message": "DELETE is not possible on /use-cases"
            }
          }
        },
        "413": {
          "description": "The body is larger than the server takes.",
          "headers": {},
          "examples": {
            "too_large": {
              "message": "The body is larger than 1048576 bytes"
            }
          }
        },
        "415": {
          "description": "The body is not JSON.",
          "headers": {},
          "examples": {
            "not_json": {
              "message": "Send the body as application/json"
            }
          }
        },
        "429": {
          "description": "The client sends requests faster than it may.",
          "headers": {
            "retry-after": "30"
          },
          "examples": {
            "slow_down": {
              "message": "Too many requests"
            }
          }
        },
        "500": {
          "description": "The server failed.",
          "headers": {},
          "examples": {
            "failed": {
              "message": "Something went wrong"
            }
          }
        },
        "503": {
          "description": "The server cannot answer at the moment.",
          "headers": {},
          "examples": {
            "unavailable": {
              "message": "Try again in a moment"
            }
          }
        }
      }
    }
  ],
  "assumedValues": {
    "ExtractParameter.type": [
      "string",
      "number",
      "boolean"
    ],
    "SampleLabel.color": [
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
    ]
  },
  "enumerations": {
    "Language": [
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
  }
} as const satisfies ContractData;
