/// Tests of the FHIR read API.
package dev.surgeline.plane.audit.search;
