import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.Properties;

/**
 * Sends a mail as any application on Java would: TLS required, the server's name checked.
 *
 * Arguments: host, port, "starttls" or "ssl", recipient. The trust store is given to Java itself, by the
 * properties javax.net.ssl.trustStore…
 */
public class SendWithTrustStore {
  public static void main(String[] arguments) throws Exception {
    Properties settings = new Properties();
    settings.put("mail.smtp.host", arguments[0]);
    settings.put("mail.smtp.port", arguments[1]);
    if (arguments[2].equals("ssl")) {
      settings.put("mail.smtp.ssl.enable", "true");
    } else {
      settings.put("mail.smtp.starttls.enable", "true");
      settings.put("mail.smtp.starttls.required", "true");
    }
    settings.put("mail.smtp.ssl.checkserveridentity", "true");
    settings.put("mail.smtp.timeout", "20000");
    settings.put("mail.smtp.connectiontimeout", "20000");
    MimeMessage mail = new MimeMessage(Session.getInstance(settings));
    mail.setFrom(new InternetAddress("java@example.org"));
    mail.setRecipients(Message.RecipientType.TO, arguments[3]);
    mail.setSubject("By Jakarta Mail");
    mail.setText("Sent with Postern's trust store.");
    Transport.send(mail);
    System.out.println("sent");
  }
}
