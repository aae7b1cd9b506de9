// A program that sends by a set-up needs this module alone: what it gives and takes comes with it.
@_exported public import MailDiagnosis
@_exported public import MailDialogue
@_exported public import MailMessage
@_exported public import MailQueue
@_exported public import MailSettings
@_exported public import MailTransport
