using Microsoft.AspNetCore.Authentication.Cookies;

namespace HelloMeme.Studio.Visitors;

/// <summary>Writes the session cookie under a __Host- name on https, which browsers keep to this host and to https, and under a plain
/// name on http, where they would refuse the other.</summary>
public sealed class VisitorCookies : ICookieManager
{
    private const string HostOnly = "__Host-";
    private readonly ChunkingCookieManager _cookies = new();

    public string? GetRequestCookie(HttpContext context, string key) => _cookies.GetRequestCookie(context, Name(context, key));

    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) =>
        _cookies.AppendResponseCookie(context, Name(context, key), value, options);

    public void DeleteCookie(HttpContext context, string key, CookieOptions options) => _cookies.DeleteCookie(context, Name(context, key), options);

    private static string Name(HttpContext context, string key) => context.Request.IsHttps ? HostOnly + key : key;
}
