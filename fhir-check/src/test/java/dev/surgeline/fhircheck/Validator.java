package dev.surgeline.fhircheck;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import java.util.List;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;

/// HAPI's validator of one FHIR release, with the definitions that come in its jars. It asks no
/// server.
final class Validator {
  private final FhirValidator validator;

  Validator(FhirContext context) {
    var chain =
        new ValidationSupportChain(
            new DefaultProfileValidationSupport(context),
            new InMemoryTerminologyServerValidationSupport(context),
            new CommonCodeSystemsTerminologyService(context),
            new SnapshotGeneratingValidationSupport(context));
    validator = context.newValidator();
    validator.registerValidatorModule(new FhirInstanceValidator(chain));
  }

  /// What it says of a resource, from this severity up.
  List<String> said(String json, ResultSeverityEnum least) {
    return validator.validateWithResult(json).getMessages().stream()
        .filter(one -> one.getSeverity().compareTo(least) >= 0)
        .map(one -> one.getSeverity() + " " + one.getLocationString() + ": " + one.getMessage())
        .toList();
  }

  List<String> errors(String json) {
    return said(json, ResultSeverityEnum.ERROR);
  }
}
