// Generated from the documents in openapi/ by "npm run generate". Do not edit.
// @ts-nocheck
export const reply_0 = validate20;
const schema31 = {"type":"array","items":{"$ref":"contract#/components/schemas/UseCase"}};
const schema33 = {"allOf":[{"type":"object","required":["id","organization_id"],"properties":{"id":{"type":"string","minLength":24,"maxLength":24},"organization_id":{"type":"string"}}},{"$ref":"contract#/components/schemas/UseCaseFields"},{"$ref":"contract#/components/schemas/UseCaseSettings"}]};
const schema41 = {"type":"object","properties":{"disable_end_call_after_n_reminders":{"type":"boolean"}}};
const schema34 = {"type":"object","properties":{"name":{"type":"string","minLength":1},"transfer_number":{"type":"string"},"extract_with_ai":{"type":"array","items":{"$ref":"contract#/components/schemas/ExtractParameter"}},"classification_tags":{"type":"array","items":{"$ref":"contract#/components/schemas/ClassificationTag"}},"language":{"$ref":"contract#/components/schemas/Language"},"detailed_work_hours":{"type":"object","additionalProperties":true},"work_start":{"type":"string"},"work_end":{"type":"string"},"timezone":{"type":"string"},"generic_after_hours_message":{"type":"string"},"enable_detailed_work_hours":{"type":"boolean"},"keywords":{"type":"array","items":{"type":"string"}},"hooks":{"type":["array","null"],"items":{"$ref":"contract#/components/schemas/Hook"}},"params":{"type":"object","additionalProperties":true},"amd":{"type":"boolean"},"amd_behavior":{"type":"string","enum":["Hangup","Continue","Message"]},"amd_messages":{"type":"object","additionalProperties":{"type":"string"}},"sample_labels":{"type":"array","items":{"$ref":"contract#/components/schemas/SampleLabel"}},"hidden":{"type":"boolean"},"evaluation_models":{"type":"array","items":{"type":"string"}},"max_duration_mins":{"type":"number"},"recorded_message_inbound":{"type":"boolean"},"recorded_message_outbound":{"type":"boolean"},"show_original_caller_id":{"type":"boolean"}}};
const schema35 = {"type":"object","properties":{"name":{"type":"string"},"description":{"type":"string"},"type":{"type":"string"},"example":{"type":"string"},"required":{"type":"boolean"}}};
const schema36 = {"type":"object","properties":{"name":{"type":"string"},"description":{"type":"string"}}};
const schema37 = {"type":"string","enum":["en-US","en-GB","es-MX","es-ES","pt-PT","de-DE","fr-FR","pl-PL","ro-RO","it-IT"]};
const schema40 = {"type":"object","properties":{"name":{"type":"string"},"color":{"type":"string"}}};
const schema38 = {"type":"object","properties":{"url":{"type":"string"},"headers":{"type":"array","items":{"$ref":"contract#/components/schemas/HookHeader"}}}};
const schema39 = {"type":"object","properties":{"key":{"type":"string"},"value":{"type":"string"}}};

function validate24(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate24.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.url !== undefined){
if(typeof data.url !== "string"){
const err0 = {instancePath:instancePath+"/url",schemaPath:"#/properties/url/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.headers !== undefined){
let data1 = data.headers;
if(Array.isArray(data1)){
const len0 = data1.length;
for(let i0=0; i0<len0; i0++){
let data2 = data1[i0];
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2.key !== undefined){
if(typeof data2.key !== "string"){
const err1 = {instancePath:instancePath+"/headers/" + i0+"/key",schemaPath:"contract#/components/schemas/HookHeader/properties/key/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data2.value !== undefined){
if(typeof data2.value !== "string"){
const err2 = {instancePath:instancePath+"/headers/" + i0+"/value",schemaPath:"contract#/components/schemas/HookHeader/properties/value/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
}
else {
const err3 = {instancePath:instancePath+"/headers/" + i0,schemaPath:"contract#/components/schemas/HookHeader/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
}
else {
const err4 = {instancePath:instancePath+"/headers",schemaPath:"#/properties/headers/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
}
else {
const err5 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
validate24.errors = vErrors;
return errors === 0;
}
validate24.evaluated = {"props":{"url":true,"headers":true},"dynamicProps":false,"dynamicItems":false};


function validate23(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate23.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.name !== undefined){
let data0 = data.name;
if(typeof data0 === "string"){
if(data0.length < 1){
const err0 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
else {
const err1 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.transfer_number !== undefined){
if(typeof data.transfer_number !== "string"){
const err2 = {instancePath:instancePath+"/transfer_number",schemaPath:"#/properties/transfer_number/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.extract_with_ai !== undefined){
let data2 = data.extract_with_ai;
if(Array.isArray(data2)){
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
let data3 = data2[i0];
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
if(data3.name !== undefined){
if(typeof data3.name !== "string"){
const err3 = {instancePath:instancePath+"/extract_with_ai/" + i0+"/name",schemaPath:"contract#/components/schemas/ExtractParameter/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data3.description !== undefined){
if(typeof data3.description !== "string"){
const err4 = {instancePath:instancePath+"/extract_with_ai/" + i0+"/description",schemaPath:"contract#/components/schemas/ExtractParameter/properties/description/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data3.type !== undefined){
if(typeof data3.type !== "string"){
const err5 = {instancePath:instancePath+"/extract_with_ai/" + i0+"/type",schemaPath:"contract#/components/schemas/ExtractParameter/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data3.example !== undefined){
if(typeof data3.example !== "string"){
const err6 = {instancePath:instancePath+"/extract_with_ai/" + i0+"/example",schemaPath:"contract#/components/schemas/ExtractParameter/properties/example/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data3.required !== undefined){
if(typeof data3.required !== "boolean"){
const err7 = {instancePath:instancePath+"/extract_with_ai/" + i0+"/required",schemaPath:"contract#/components/schemas/ExtractParameter/properties/required/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
}
else {
const err8 = {instancePath:instancePath+"/extract_with_ai/" + i0,schemaPath:"contract#/components/schemas/ExtractParameter/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
}
else {
const err9 = {instancePath:instancePath+"/extract_with_ai",schemaPath:"#/properties/extract_with_ai/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.classification_tags !== undefined){
let data9 = data.classification_tags;
if(Array.isArray(data9)){
const len1 = data9.length;
for(let i1=0; i1<len1; i1++){
let data10 = data9[i1];
if(data10 && typeof data10 == "object" && !Array.isArray(data10)){
if(data10.name !== undefined){
if(typeof data10.name !== "string"){
const err10 = {instancePath:instancePath+"/classification_tags/" + i1+"/name",schemaPath:"contract#/components/schemas/ClassificationTag/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data10.description !== undefined){
if(typeof data10.description !== "string"){
const err11 = {instancePath:instancePath+"/classification_tags/" + i1+"/description",schemaPath:"contract#/components/schemas/ClassificationTag/properties/description/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
}
else {
const err12 = {instancePath:instancePath+"/classification_tags/" + i1,schemaPath:"contract#/components/schemas/ClassificationTag/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
}
else {
const err13 = {instancePath:instancePath+"/classification_tags",schemaPath:"#/properties/classification_tags/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data.language !== undefined){
let data13 = data.language;
if(typeof data13 !== "string"){
const err14 = {instancePath:instancePath+"/language",schemaPath:"contract#/components/schemas/Language/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
if(!((((((((((data13 === "en-US") || (data13 === "en-GB")) || (data13 === "es-MX")) || (data13 === "es-ES")) || (data13 === "pt-PT")) || (data13 === "de-DE")) || (data13 === "fr-FR")) || (data13 === "pl-PL")) || (data13 === "ro-RO")) || (data13 === "it-IT"))){
const err15 = {instancePath:instancePath+"/language",schemaPath:"contract#/components/schemas/Language/enum",keyword:"enum",params:{allowedValues: schema37.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data.detailed_work_hours !== undefined){
let data14 = data.detailed_work_hours;
if(data14 && typeof data14 == "object" && !Array.isArray(data14)){
}
else {
const err16 = {instancePath:instancePath+"/detailed_work_hours",schemaPath:"#/properties/detailed_work_hours/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data.work_start !== undefined){
if(typeof data.work_start !== "string"){
const err17 = {instancePath:instancePath+"/work_start",schemaPath:"#/properties/work_start/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
if(data.work_end !== undefined){
if(typeof data.work_end !== "string"){
const err18 = {instancePath:instancePath+"/work_end",schemaPath:"#/properties/work_end/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data.timezone !== undefined){
if(typeof data.timezone !== "string"){
const err19 = {instancePath:instancePath+"/timezone",schemaPath:"#/properties/timezone/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data.generic_after_hours_message !== undefined){
if(typeof data.generic_after_hours_message !== "string"){
const err20 = {instancePath:instancePath+"/generic_after_hours_message",schemaPath:"#/properties/generic_after_hours_message/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data.enable_detailed_work_hours !== undefined){
if(typeof data.enable_detailed_work_hours !== "boolean"){
const err21 = {instancePath:instancePath+"/enable_detailed_work_hours",schemaPath:"#/properties/enable_detailed_work_hours/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
if(data.keywords !== undefined){
let data20 = data.keywords;
if(Array.isArray(data20)){
const len2 = data20.length;
for(let i2=0; i2<len2; i2++){
if(typeof data20[i2] !== "string"){
const err22 = {instancePath:instancePath+"/keywords/" + i2,schemaPath:"#/properties/keywords/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
}
else {
const err23 = {instancePath:instancePath+"/keywords",schemaPath:"#/properties/keywords/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data.hooks !== undefined){
let data22 = data.hooks;
if((!(Array.isArray(data22))) && (data22 !== null)){
const err24 = {instancePath:instancePath+"/hooks",schemaPath:"#/properties/hooks/type",keyword:"type",params:{type: schema34.properties.hooks.type},message:"must be array,null"};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
if(Array.isArray(data22)){
const len3 = data22.length;
for(let i3=0; i3<len3; i3++){
if(!(validate24(data22[i3], {instancePath:instancePath+"/hooks/" + i3,parentData:data22,parentDataProperty:i3,rootData,dynamicAnchors}))){
if (vErrors === null) vErrors = validate24.errors; else for (const each of validate24.errors) vErrors.push(each);
errors = vErrors.length;
}
}
}
}
if(data.params !== undefined){
let data24 = data.params;
if(data24 && typeof data24 == "object" && !Array.isArray(data24)){
}
else {
const err25 = {instancePath:instancePath+"/params",schemaPath:"#/properties/params/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
if(data.amd !== undefined){
if(typeof data.amd !== "boolean"){
const err26 = {instancePath:instancePath+"/amd",schemaPath:"#/properties/amd/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
if(data.amd_behavior !== undefined){
let data26 = data.amd_behavior;
if(typeof data26 !== "string"){
const err27 = {instancePath:instancePath+"/amd_behavior",schemaPath:"#/properties/amd_behavior/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
if(!(((data26 === "Hangup") || (data26 === "Continue")) || (data26 === "Message"))){
const err28 = {instancePath:instancePath+"/amd_behavior",schemaPath:"#/properties/amd_behavior/enum",keyword:"enum",params:{allowedValues: schema34.properties.amd_behavior.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
if(data.amd_messages !== undefined){
let data27 = data.amd_messages;
if(data27 && typeof data27 == "object" && !Array.isArray(data27)){
for(const key0 in data27){
if(typeof data27[key0] !== "string"){
const err29 = {instancePath:instancePath+"/amd_messages/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/amd_messages/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
}
else {
const err30 = {instancePath:instancePath+"/amd_messages",schemaPath:"#/properties/amd_messages/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
if(data.sample_labels !== undefined){
let data29 = data.sample_labels;
if(Array.isArray(data29)){
const len4 = data29.length;
for(let i4=0; i4<len4; i4++){
let data30 = data29[i4];
if(data30 && typeof data30 == "object" && !Array.isArray(data30)){
if(data30.name !== undefined){
if(typeof data30.name !== "string"){
const err31 = {instancePath:instancePath+"/sample_labels/" + i4+"/name",schemaPath:"contract#/components/schemas/SampleLabel/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
if(data30.color !== undefined){
if(typeof data30.color !== "string"){
const err32 = {instancePath:instancePath+"/sample_labels/" + i4+"/color",schemaPath:"contract#/components/schemas/SampleLabel/properties/color/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
}
else {
const err33 = {instancePath:instancePath+"/sample_labels/" + i4,schemaPath:"contract#/components/schemas/SampleLabel/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
}
else {
const err34 = {instancePath:instancePath+"/sample_labels",schemaPath:"#/properties/sample_labels/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
if(data.hidden !== undefined){
if(typeof data.hidden !== "boolean"){
const err35 = {instancePath:instancePath+"/hidden",schemaPath:"#/properties/hidden/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
if(data.evaluation_models !== undefined){
let data34 = data.evaluation_models;
if(Array.isArray(data34)){
const len5 = data34.length;
for(let i5=0; i5<len5; i5++){
if(typeof data34[i5] !== "string"){
const err36 = {instancePath:instancePath+"/evaluation_models/" + i5,schemaPath:"#/properties/evaluation_models/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
}
else {
const err37 = {instancePath:instancePath+"/evaluation_models",schemaPath:"#/properties/evaluation_models/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
if(data.max_duration_mins !== undefined){
let data36 = data.max_duration_mins;
if(!((typeof data36 == "number") && (isFinite(data36)))){
const err38 = {instancePath:instancePath+"/max_duration_mins",schemaPath:"#/properties/max_duration_mins/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
if(data.recorded_message_inbound !== undefined){
if(typeof data.recorded_message_inbound !== "boolean"){
const err39 = {instancePath:instancePath+"/recorded_message_inbound",schemaPath:"#/properties/recorded_message_inbound/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
if(data.recorded_message_outbound !== undefined){
if(typeof data.recorded_message_outbound !== "boolean"){
const err40 = {instancePath:instancePath+"/recorded_message_outbound",schemaPath:"#/properties/recorded_message_outbound/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
if(data.show_original_caller_id !== undefined){
if(typeof data.show_original_caller_id !== "boolean"){
const err41 = {instancePath:instancePath+"/show_original_caller_id",schemaPath:"#/properties/show_original_caller_id/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
}
else {
const err42 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
validate23.errors = vErrors;
return errors === 0;
}
validate23.evaluated = {"props":{"name":true,"transfer_number":true,"extract_with_ai":true,"classification_tags":true,"language":true,"detailed_work_hours":true,"work_start":true,"work_end":true,"timezone":true,"generic_after_hours_message":true,"enable_detailed_work_hours":true,"keywords":true,"hooks":true,"params":true,"amd":true,"amd_behavior":true,"amd_messages":true,"sample_labels":true,"hidden":true,"evaluation_models":true,"max_duration_mins":true,"recorded_message_inbound":true,"recorded_message_outbound":true,"show_original_caller_id":true},"dynamicProps":false,"dynamicItems":false};


function validate22(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate22.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.id === undefined){
const err0 = {instancePath,schemaPath:"#/allOf/0/required",keyword:"required",params:{missingProperty: "id"},message:"must have required property '"+"id"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.organization_id === undefined){
const err1 = {instancePath,schemaPath:"#/allOf/0/required",keyword:"required",params:{missingProperty: "organization_id"},message:"must have required property '"+"organization_id"+"'"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.id !== undefined){
let data0 = data.id;
if(typeof data0 === "string"){
if(data0.length > 24){
const err2 = {instancePath:instancePath+"/id",schemaPath:"#/allOf/0/properties/id/maxLength",keyword:"maxLength",params:{limit: 24},message:"must NOT have more than 24 characters"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data0.length < 24){
const err3 = {instancePath:instancePath+"/id",schemaPath:"#/allOf/0/properties/id/minLength",keyword:"minLength",params:{limit: 24},message:"must NOT have fewer than 24 characters"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
else {
const err4 = {instancePath:instancePath+"/id",schemaPath:"#/allOf/0/properties/id/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.organization_id !== undefined){
if(typeof data.organization_id !== "string"){
const err5 = {instancePath:instancePath+"/organization_id",schemaPath:"#/allOf/0/properties/organization_id/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
}
else {
const err6 = {instancePath,schemaPath:"#/allOf/0/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(!(validate23(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors}))){
if (vErrors === null) vErrors = validate23.errors; else for (const each of validate23.errors) vErrors.push(each);
errors = vErrors.length;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.disable_end_call_after_n_reminders !== undefined){
if(typeof data.disable_end_call_after_n_reminders !== "boolean"){
const err7 = {instancePath:instancePath+"/disable_end_call_after_n_reminders",schemaPath:"contract#/components/schemas/UseCaseSettings/properties/disable_end_call_after_n_reminders/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
}
else {
const err8 = {instancePath,schemaPath:"contract#/components/schemas/UseCaseSettings/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
validate22.errors = vErrors;
return errors === 0;
}
validate22.evaluated = {"props":{"disable_end_call_after_n_reminders":true,"name":true,"transfer_number":true,"extract_with_ai":true,"classification_tags":true,"language":true,"detailed_work_hours":true,"work_start":true,"work_end":true,"timezone":true,"generic_after_hours_message":true,"enable_detailed_work_hours":true,"keywords":true,"hooks":true,"params":true,"amd":true,"amd_behavior":true,"amd_messages":true,"sample_labels":true,"hidden":true,"evaluation_models":true,"max_duration_mins":true,"recorded_message_inbound":true,"recorded_message_outbound":true,"show_original_caller_id":true,"id":true,"organization_id":true},"dynamicProps":false,"dynamicItems":false};


function validate20(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate20.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(Array.isArray(data)){
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
if(!(validate22(data[i0], {instancePath:instancePath+"/" + i0,parentData:data,parentDataProperty:i0,rootData,dynamicAnchors}))){
if (vErrors === null) vErrors = validate22.errors; else for (const each of validate22.errors) vErrors.push(each);
errors = vErrors.length;
}
}
}
else {
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
validate20.errors = vErrors;
return errors === 0;
}
validate20.evaluated = {"items":true,"dynamicProps":false,"dynamicItems":false};

export const reply_1 = validate28;
const schema42 = {"$ref":"contract#/components/schemas/ValidationError"};
const schema43 = {"type":"object","required":["issues","name"],"properties":{"issues":{"type":"array","minItems":1,"items":{"$ref":"contract#/components/schemas/Issue"}},"name":{"type":"string","const":"ZodError"}}};
const schema44 = {"type":"object","required":["code","path","message"],"properties":{"code":{"type":"string","enum":["invalid_type","invalid_enum_value","invalid_literal","invalid_string","too_small","too_big","custom"]},"path":{"type":"array","items":{"type":["string","integer"]}},"message":{"type":"string"},"expected":{},"received":{},"options":{"type":"array","items":{}},"minimum":{"type":"number"},"maximum":{"type":"number"},"type":{"type":"string"},"inclusive":{"type":"boolean"},"exact":{"type":"boolean"},"validation":{"type":"string"},"params":{"type":"object","additionalProperties":true}}};

function validate29(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate29.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.issues === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "issues"},message:"must have required property '"+"issues"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.name === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.issues !== undefined){
let data0 = data.issues;
if(Array.isArray(data0)){
if(data0.length < 1){
const err2 = {instancePath:instancePath+"/issues",schemaPath:"#/properties/issues/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
let data1 = data0[i0];
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
if(data1.code === undefined){
const err3 = {instancePath:instancePath+"/issues/" + i0,schemaPath:"contract#/components/schemas/Issue/required",keyword:"required",params:{missingProperty: "code"},message:"must have required property '"+"code"+"'"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data1.path === undefined){
const err4 = {instancePath:instancePath+"/issues/" + i0,schemaPath:"contract#/components/schemas/Issue/required",keyword:"required",params:{missingProperty: "path"},message:"must have required property '"+"path"+"'"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(data1.message === undefined){
const err5 = {instancePath:instancePath+"/issues/" + i0,schemaPath:"contract#/components/schemas/Issue/required",keyword:"required",params:{missingProperty: "message"},message:"must have required property '"+"message"+"'"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(data1.code !== undefined){
let data2 = data1.code;
if(typeof data2 !== "string"){
const err6 = {instancePath:instancePath+"/issues/" + i0+"/code",schemaPath:"contract#/components/schemas/Issue/properties/code/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(!(((((((data2 === "invalid_type") || (data2 === "invalid_enum_value")) || (data2 === "invalid_literal")) || (data2 === "invalid_string")) || (data2 === "too_small")) || (data2 === "too_big")) || (data2 === "custom"))){
const err7 = {instancePath:instancePath+"/issues/" + i0+"/code",schemaPath:"contract#/components/schemas/Issue/properties/code/enum",keyword:"enum",params:{allowedValues: schema44.properties.code.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data1.path !== undefined){
let data3 = data1.path;
if(Array.isArray(data3)){
const len1 = data3.length;
for(let i1=0; i1<len1; i1++){
let data4 = data3[i1];
if((typeof data4 !== "string") && (!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4))))){
const err8 = {instancePath:instancePath+"/issues/" + i0+"/path/" + i1,schemaPath:"contract#/components/schemas/Issue/properties/path/items/type",keyword:"type",params:{type: schema44.properties.path.items.type},message:"must be string,integer"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
}
else {
const err9 = {instancePath:instancePath+"/issues/" + i0+"/path",schemaPath:"contract#/components/schemas/Issue/properties/path/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data1.message !== undefined){
if(typeof data1.message !== "string"){
const err10 = {instancePath:instancePath+"/issues/" + i0+"/message",schemaPath:"contract#/components/schemas/Issue/properties/message/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data1.options !== undefined){
if(!(Array.isArray(data1.options))){
const err11 = {instancePath:instancePath+"/issues/" + i0+"/options",schemaPath:"contract#/components/schemas/Issue/properties/options/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data1.minimum !== undefined){
let data7 = data1.minimum;
if(!((typeof data7 == "number") && (isFinite(data7)))){
const err12 = {instancePath:instancePath+"/issues/" + i0+"/minimum",schemaPath:"contract#/components/schemas/Issue/properties/minimum/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data1.maximum !== undefined){
let data8 = data1.maximum;
if(!((typeof data8 == "number") && (isFinite(data8)))){
const err13 = {instancePath:instancePath+"/issues/" + i0+"/maximum",schemaPath:"contract#/components/schemas/Issue/properties/maximum/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data1.type !== undefined){
if(typeof data1.type !== "string"){
const err14 = {instancePath:instancePath+"/issues/" + i0+"/type",schemaPath:"contract#/components/schemas/Issue/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data1.inclusive !== undefined){
if(typeof data1.inclusive !== "boolean"){
const err15 = {instancePath:instancePath+"/issues/" + i0+"/inclusive",schemaPath:"contract#/components/schemas/Issue/properties/inclusive/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data1.exact !== undefined){
if(typeof data1.exact !== "boolean"){
const err16 = {instancePath:instancePath+"/issues/" + i0+"/exact",schemaPath:"contract#/components/schemas/Issue/properties/exact/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data1.validation !== undefined){
if(typeof data1.validation !== "string"){
const err17 = {instancePath:instancePath+"/issues/" + i0+"/validation",schemaPath:"contract#/components/schemas/Issue/properties/validation/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
if(data1.params !== undefined){
let data13 = data1.params;
if(data13 && typeof data13 == "object" && !Array.isArray(data13)){
}
else {
const err18 = {instancePath:instancePath+"/issues/" + i0+"/params",schemaPath:"contract#/components/schemas/Issue/properties/params/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
}
else {
const err19 = {instancePath:instancePath+"/issues/" + i0,schemaPath:"contract#/components/schemas/Issue/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
}
else {
const err20 = {instancePath:instancePath+"/issues",schemaPath:"#/properties/issues/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data.name !== undefined){
let data14 = data.name;
if(typeof data14 !== "string"){
const err21 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
if("ZodError" !== data14){
const err22 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/const",keyword:"const",params:{allowedValue: "ZodError"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
}
else {
const err23 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
validate29.errors = vErrors;
return errors === 0;
}
validate29.evaluated = {"props":{"issues":true,"name":true},"dynamicProps":false,"dynamicItems":false};


function validate28(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate28.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(!(validate29(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors}))){
if (vErrors === null) vErrors = validate29.errors; else for (const each of validate29.errors) vErrors.push(each);
errors = vErrors.length;
}
validate28.errors = vErrors;
return errors === 0;
}
validate28.evaluated = {"props":{"issues":true,"name":true},"dynamicProps":false,"dynamicItems":false};

export const reply_2 = validate31;
const schema45 = {"$ref":"contract#/components/schemas/Error"};
const schema46 = {"type":"object","required":["message"],"properties":{"message":{"type":"string"}}};

function validate31(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate31.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.message === undefined){
const err0 = {instancePath,schemaPath:"contract#/components/schemas/Error/required",keyword:"required",params:{missingProperty: "message"},message:"must have required property '"+"message"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.message !== undefined){
if(typeof data.message !== "string"){
const err1 = {instancePath:instancePath+"/message",schemaPath:"contract#/components/schemas/Error/properties/message/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
}
else {
const err2 = {instancePath,schemaPath:"contract#/components/schemas/Error/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
validate31.errors = vErrors;
return errors === 0;
}
validate31.evaluated = {"props":{"message":true},"dynamicProps":false,"dynamicItems":false};

export const createUseCase_body = validate32;
const schema47 = {"$ref":"contract#/components/schemas/UseCaseCreate"};
const schema48 = {"allOf":[{"$ref":"contract#/components/schemas/UseCaseFields"},{"type":"object","required":["name"],"properties":{"name":{"type":"string"},"language":{},"max_duration_mins":{}},"if":{"properties":{"amd":{"const":true}},"required":["amd"]},"then":{"required":["amd_behavior"]}}]};

function validate33(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate33.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(!(validate23(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors}))){
if (vErrors === null) vErrors = validate23.errors; else for (const each of validate23.errors) vErrors.push(each);
errors = vErrors.length;
}
const _errs3 = errors;
let valid1 = true;
const _errs4 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.amd === undefined) && (missing0 = "amd")){
const err0 = {};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
else {
if(data.amd !== undefined){
if(true !== data.amd){
const err1 = {};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
}
}
var _valid0 = _errs4 === errors;
errors = _errs3;
if(vErrors !== null){
if(_errs3){
vErrors.length = _errs3;
}
else {
vErrors = null;
}
}
if(_valid0){
const _errs6 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.amd_behavior === undefined){
const err2 = {instancePath,schemaPath:"#/allOf/1/then/required",keyword:"required",params:{missingProperty: "amd_behavior"},message:"must have required property '"+"amd_behavior"+"'"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
var _valid0 = _errs6 === errors;
valid1 = _valid0;
}
if(!valid1){
const err3 = {instancePath,schemaPath:"#/allOf/1/if",keyword:"if",params:{failingKeyword: "then"},message:"must match \"then\" schema"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.name === undefined){
const err4 = {instancePath,schemaPath:"#/allOf/1/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(data.name !== undefined){
if(typeof data.name !== "string"){
const err5 = {instancePath:instancePath+"/name",schemaPath:"#/allOf/1/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
}
else {
const err6 = {instancePath,schemaPath:"#/allOf/1/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
validate33.errors = vErrors;
return errors === 0;
}
validate33.evaluated = {"props":{"name":true,"language":true,"max_duration_mins":true,"amd":true,"transfer_number":true,"extract_with_ai":true,"classification_tags":true,"detailed_work_hours":true,"work_start":true,"work_end":true,"timezone":true,"generic_after_hours_message":true,"enable_detailed_work_hours":true,"keywords":true,"hooks":true,"params":true,"amd_behavior":true,"amd_messages":true,"sample_labels":true,"hidden":true,"evaluation_models":true,"recorded_message_inbound":true,"recorded_message_outbound":true,"show_original_caller_id":true},"dynamicProps":false,"dynamicItems":false};


function validate32(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate32.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(!(validate33(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors}))){
if (vErrors === null) vErrors = validate33.errors; else for (const each of validate33.errors) vErrors.push(each);
errors = vErrors.length;
}
validate32.errors = vErrors;
return errors === 0;
}
validate32.evaluated = {"props":{"name":true,"language":true,"max_duration_mins":true,"amd":true,"transfer_number":true,"extract_with_ai":true,"classification_tags":true,"detailed_work_hours":true,"work_start":true,"work_end":true,"timezone":true,"generic_after_hours_message":true,"enable_detailed_work_hours":true,"keywords":true,"hooks":true,"params":true,"amd_behavior":true,"amd_messages":true,"sample_labels":true,"hidden":true,"evaluation_models":true,"recorded_message_inbound":true,"recorded_message_outbound":true,"show_original_caller_id":true},"dynamicProps":false,"dynamicItems":false};

export const reply_3 = validate36;
const schema49 = {"$ref":"contract#/components/schemas/UseCase"};

function validate37(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate37.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.id === undefined){
const err0 = {instancePath,schemaPath:"#/allOf/0/required",keyword:"required",params:{missingProperty: "id"},message:"must have required property '"+"id"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.organization_id === undefined){
const err1 = {instancePath,schemaPath:"#/allOf/0/required",keyword:"required",params:{missingProperty: "organization_id"},message:"must have required property '"+"organization_id"+"'"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.id !== undefined){
let data0 = data.id;
if(typeof data0 === "string"){
if(data0.length > 24){
const err2 = {instancePath:instancePath+"/id",schemaPath:"#/allOf/0/properties/id/maxLength",keyword:"maxLength",params:{limit: 24},message:"must NOT have more than 24 characters"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data0.length < 24){
const err3 = {instancePath:instancePath+"/id",schemaPath:"#/allOf/0/properties/id/minLength",keyword:"minLength",params:{limit: 24},message:"must NOT have fewer than 24 characters"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
else {
const err4 = {instancePath:instancePath+"/id",schemaPath:"#/allOf/0/properties/id/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.organization_id !== undefined){
if(typeof data.organization_id !== "string"){
const err5 = {instancePath:instancePath+"/organization_id",schemaPath:"#/allOf/0/properties/organization_id/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
}
else {
const err6 = {instancePath,schemaPath:"#/allOf/0/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(!(validate23(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors}))){
if (vErrors === null) vErrors = validate23.errors; else for (const each of validate23.errors) vErrors.push(each);
errors = vErrors.length;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.disable_end_call_after_n_reminders !== undefined){
if(typeof data.disable_end_call_after_n_reminders !== "boolean"){
const err7 = {instancePath:instancePath+"/disable_end_call_after_n_reminders",schemaPath:"contract#/components/schemas/UseCaseSettings/properties/disable_end_call_after_n_reminders/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
}
else {
const err8 = {instancePath,schemaPath:"contract#/components/schemas/UseCaseSettings/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
validate37.errors = vErrors;
return errors === 0;
}
validate37.evaluated = {"props":{"disable_end_call_after_n_reminders":true,"name":true,"transfer_number":true,"extract_with_ai":true,"classification_tags":true,"language":true,"detailed_work_hours":true,"work_start":true,"work_end":true,"timezone":true,"generic_after_hours_message":true,"enable_detailed_work_hours":true,"keywords":true,"hooks":true,"params":true,"amd":true,"amd_behavior":true,"amd_messages":true,"sample_labels":true,"hidden":true,"evaluation_models":true,"max_duration_mins":true,"recorded_message_inbound":true,"recorded_message_outbound":true,"show_original_caller_id":true,"id":true,"organization_id":true},"dynamicProps":false,"dynamicItems":false};


function validate36(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate36.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(!(validate37(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors}))){
if (vErrors === null) vErrors = validate37.errors; else for (const each of validate37.errors) vErrors.push(each);
errors = vErrors.length;
}
validate36.errors = vErrors;
return errors === 0;
}
validate36.evaluated = {"props":{"disable_end_call_after_n_reminders":true,"name":true,"transfer_number":true,"extract_with_ai":true,"classification_tags":true,"language":true,"detailed_work_hours":true,"work_start":true,"work_end":true,"timezone":true,"generic_after_hours_message":true,"enable_detailed_work_hours":true,"keywords":true,"hooks":true,"params":true,"amd":true,"amd_behavior":true,"amd_messages":true,"sample_labels":true,"hidden":true,"evaluation_models":true,"max_duration_mins":true,"recorded_message_inbound":true,"recorded_message_outbound":true,"show_original_caller_id":true,"id":true,"organization_id":true},"dynamicProps":false,"dynamicItems":false};

export const getUseCase_path = validate40;
const schema52 = {"type":"object","properties":{"id":{"type":"string","minLength":24,"maxLength":24}}};

function validate40(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate40.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.id !== undefined){
let data0 = data.id;
if(typeof data0 === "string"){
if(data0.length > 24){
const err0 = {instancePath:instancePath+"/id",schemaPath:"#/properties/id/maxLength",keyword:"maxLength",params:{limit: 24},message:"must NOT have more than 24 characters"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data0.length < 24){
const err1 = {instancePath:instancePath+"/id",schemaPath:"#/properties/id/minLength",keyword:"minLength",params:{limit: 24},message:"must NOT have fewer than 24 characters"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
else {
const err2 = {instancePath:instancePath+"/id",schemaPath:"#/properties/id/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
}
else {
const err3 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
validate40.errors = vErrors;
return errors === 0;
}
validate40.evaluated = {"props":{"id":true},"dynamicProps":false,"dynamicItems":false};

export const updateUseCase_path = validate41;
const schema53 = {"type":"object","properties":{"id":{"type":"string","minLength":24,"maxLength":24}}};

function validate41(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate41.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.id !== undefined){
let data0 = data.id;
if(typeof data0 === "string"){
if(data0.length > 24){
const err0 = {instancePath:instancePath+"/id",schemaPath:"#/properties/id/maxLength",keyword:"maxLength",params:{limit: 24},message:"must NOT have more than 24 characters"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data0.length < 24){
const err1 = {instancePath:instancePath+"/id",schemaPath:"#/properties/id/minLength",keyword:"minLength",params:{limit: 24},message:"must NOT have fewer than 24 characters"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
else {
const err2 = {instancePath:instancePath+"/id",schemaPath:"#/properties/id/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
}
else {
const err3 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
validate41.errors = vErrors;
return errors === 0;
}
validate41.evaluated = {"props":{"id":true},"dynamicProps":false,"dynamicItems":false};

export const updateUseCase_body = validate42;
const schema54 = {"$ref":"contract#/components/schemas/UseCaseUpdate"};
const schema55 = {"allOf":[{"$ref":"contract#/components/schemas/UseCaseFields"},{"$ref":"contract#/components/schemas/UseCaseSettings"}]};

function validate43(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate43.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(!(validate23(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors}))){
if (vErrors === null) vErrors = validate23.errors; else for (const each of validate23.errors) vErrors.push(each);
errors = vErrors.length;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.disable_end_call_after_n_reminders !== undefined){
if(typeof data.disable_end_call_after_n_reminders !== "boolean"){
const err0 = {instancePath:instancePath+"/disable_end_call_after_n_reminders",schemaPath:"contract#/components/schemas/UseCaseSettings/properties/disable_end_call_after_n_reminders/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
}
else {
const err1 = {instancePath,schemaPath:"contract#/components/schemas/UseCaseSettings/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate43.errors = vErrors;
return errors === 0;
}
validate43.evaluated = {"props":{"disable_end_call_after_n_reminders":true,"name":true,"transfer_number":true,"extract_with_ai":true,"classification_tags":true,"language":true,"detailed_work_hours":true,"work_start":true,"work_end":true,"timezone":true,"generic_after_hours_message":true,"enable_detailed_work_hours":true,"keywords":true,"hooks":true,"params":true,"amd":true,"amd_behavior":true,"amd_messages":true,"sample_labels":true,"hidden":true,"evaluation_models":true,"max_duration_mins":true,"recorded_message_inbound":true,"recorded_message_outbound":true,"show_original_caller_id":true},"dynamicProps":false,"dynamicItems":false};


function validate42(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate42.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(!(validate43(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors}))){
if (vErrors === null) vErrors = validate43.errors; else for (const each of validate43.errors) vErrors.push(each);
errors = vErrors.length;
}
validate42.errors = vErrors;
return errors === 0;
}
validate42.evaluated = {"props":{"disable_end_call_after_n_reminders":true,"name":true,"transfer_number":true,"extract_with_ai":true,"classification_tags":true,"language":true,"detailed_work_hours":true,"work_start":true,"work_end":true,"timezone":true,"generic_after_hours_message":true,"enable_detailed_work_hours":true,"keywords":true,"hooks":true,"params":true,"amd":true,"amd_behavior":true,"amd_messages":true,"sample_labels":true,"hidden":true,"evaluation_models":true,"max_duration_mins":true,"recorded_message_inbound":true,"recorded_message_outbound":true,"show_original_caller_id":true},"dynamicProps":false,"dynamicItems":false};

export const validators = {
  listUseCases: { replies: { 200: reply_0, 400: reply_1, 401: reply_2, 405: reply_2, 429: reply_2, 500: reply_2, 503: reply_2 } },
  createUseCase: { body: createUseCase_body, replies: { 200: reply_3, 400: reply_1, 401: reply_2, 405: reply_2, 413: reply_2, 415: reply_2, 429: reply_2, 500: reply_2, 503: reply_2 } },
  getUseCase: { path: getUseCase_path, replies: { 200: reply_3, 400: reply_1, 401: reply_2, 404: reply_2, 405: reply_2, 429: reply_2, 500: reply_2, 503: reply_2 } },
  updateUseCase: { path: updateUseCase_path, body: updateUseCase_body, replies: { 200: reply_3, 400: reply_1, 401: reply_2, 404: reply_2, 405: reply_2, 413: reply_2, 415: reply_2, 429: reply_2, 500: reply_2, 503: reply_2 } },
};
