using System.Buffers.Text;
using System.Security.Cryptography;

namespace HelloMeme.Studio.Visitors;

/// <summary>What every answer tells the browser to refuse. Inline scripts run only with this answer's nonce (<see cref="CspNonce"/>);
/// inline styles are MudBlazor's.</summary>
public static class SecurityHeaders
{
    private const int NonceBytes = 16;
    private static readonly object NonceKey = new();

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var nonce = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(NonceBytes));
        context.Items[NonceKey] = nonce;
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy =
            "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; style-src 'self' 'unsafe-inline'; " +
            $"script-src 'self' 'nonce-{nonce}'; connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(self), microphone=(self), geolocation=()";
        return next(context);
    });

    /// <summary>For the inline scripts of this answer.</summary>
    public static string CspNonce(this HttpContext context) => (string)context.Items[NonceKey]!;
}
