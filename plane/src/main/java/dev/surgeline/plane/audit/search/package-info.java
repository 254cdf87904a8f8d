/// The audit log as a FHIR server has it, read-only: [dev.surgeline.plane.audit.search.FhirApi]
/// takes a path and parameters, asks the index, and gives a status and a resource. It knows no HTTP
/// server.
package dev.surgeline.plane.audit.search;
