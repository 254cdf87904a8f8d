/// What plane writes as FHIR, before a validator that is not ours.
package dev.surgeline.fhircheck;
