// Generated from the documents in openapi/ by "npm run generate". Do not edit.
import type { Node } from '../../compile.ts';

export const schemas: Readonly<Record<string, Node>> = {
 "UseCaseFields": {
  "type": "object",
  "properties": {
   "name": {
    "type": "string",
    "minLength": 1
   },
   "transfer_number": {
    "type": "string"
   },
   "extract_with_ai": {
    "type": "array",
    "items": {
     "$ref": "contract#/components/schemas/ExtractParameter"
    }
   },
   "classification_tags": {
    "type": "array",
    "items": {
     "$ref": "contract#/components/schemas/ClassificationTag"
    }
   },
   "language": {
    "$ref": "contract#/components/schemas/Language"
   },
   "detailed_work_hours": {
    "type": "object",
    "additionalProperties": true
   },
   "work_start": {
    "type": "string"
   },
   "work_end": {
    "type": "string"
   },
   "timezone": {
    "type": "string"
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
     "$ref": "contract#/components/schemas/Hook"
    }
   },
   "params": {
    "type": "object",
    "additionalProperties": true
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
    "additionalProperties": {
     "type": "string"
    }
   },
   "sample_labels": {
    "type": "array",
    "items": {
     "$ref": "contract#/components/schemas/SampleLabel"
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
   }
  }
 },
 "UseCaseCreate": {
  "allOf": [
   {
    "$ref": "contract#/components/schemas/UseCaseFields"
   },
   {
    "type": "object",
    "required": [
     "name"
    ],
    "properties": {
     "name": {
      "type": "string"
     },
     "language": {
      "default": "en-US"
     },
     "max_duration_mins": {
      "default": 10
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
  "allOf": [
   {
    "$ref": "contract#/components/schemas/UseCaseFields"
   },
   {
    "$ref": "contract#/components/schemas/UseCaseSettings"
   }
  ]
 },
 "UseCase": {
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
      "maxLength": 24
     },
     "organization_id": {
      "type": "string"
     }
    }
   },
   {
    "$ref": "contract#/components/schemas/UseCaseFields"
   },
   {
    "$ref": "contract#/components/schemas/UseCaseSettings"
   }
  ]
 },
 "UseCaseSettings": {
  "type": "object",
  "properties": {
   "disable_end_call_after_n_reminders": {
    "type": "boolean"
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
  ]
 },
 "ExtractParameter": {
  "type": "object",
  "properties": {
   "name": {
    "type": "string"
   },
   "description": {
    "type": "string"
   },
   "type": {
    "type": "string",
    "x-assumed-values": [
     "string",
     "number",
     "boolean"
    ]
   },
   "example": {
    "type": "string"
   },
   "required": {
    "type": "boolean"
   }
  }
 },
 "ClassificationTag": {
  "type": "object",
  "properties": {
   "name": {
    "type": "string"
   },
   "description": {
    "type": "string"
   }
  }
 },
 "Hook": {
  "type": "object",
  "properties": {
   "url": {
    "type": "string"
   },
   "headers": {
    "type": "array",
    "items": {
     "$ref": "contract#/components/schemas/HookHeader"
    }
   }
  }
 },
 "HookHeader": {
  "type": "object",
  "properties": {
   "key": {
    "type": "string"
   },
   "value": {
    "type": "string"
   }
  }
 },
 "SampleLabel": {
  "type": "object",
  "properties": {
   "name": {
    "type": "string"
   },
   "color": {
    "type": "string",
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
    ]
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
     "$ref": "contract#/components/schemas/Issue"
    }
   },
   "name": {
    "type": "string",
    "const": "ZodError"
   }
  }
 },
 "Issue": {
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
    "additionalProperties": true
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
};
