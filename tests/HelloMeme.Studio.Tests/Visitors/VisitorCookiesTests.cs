using HelloMeme.Studio.Visitors;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace HelloMeme.Studio.Tests.Visitors;

public sealed class VisitorCookiesTests
{
    [Theory]
    [InlineData("https", "__Host-hellomeme")]
    [InlineData("http", "hellomeme")]
    public void Cookie_is_bound_to_the_host_when_the_page_is_secure(string scheme, string name)
    {
        var cookies = new VisitorCookies();
        var context = new DefaultHttpContext { Request = { Scheme = scheme } };
        cookies.AppendResponseCookie(context, "hellomeme", "signed", new CookieOptions { Secure = scheme == "https", Path = "/" });
        Assert.StartsWith(name + "=signed", context.Response.Headers.SetCookie.ToString());

        context.Request.Headers.Cookie = name + "=signed";
        Assert.Equal("signed", cookies.GetRequestCookie(context, "hellomeme"));
        context.Request.Scheme = scheme == "https" ? "http" : "https";
        Assert.Null(cookies.GetRequestCookie(context, "hellomeme"));
    }
}
