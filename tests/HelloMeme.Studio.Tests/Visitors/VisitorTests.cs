using System.Net;
using System.Net.Http.Json;
using HelloMeme.Studio.Tests.Support;
using Xunit;

namespace HelloMeme.Studio.Tests.Visitors;

[Collection(SharedStudio.Tests)]
public sealed class VisitorTests(StudioServer server)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task First_page_starts_a_session_that_scripts_cannot_read()
    {
        using var http = new HttpClient { BaseAddress = server.Address };
        using var page = await http.GetAsync("/", Token);
        var cookie = page.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("hellomeme=", StringComparison.Ordinal));
        Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; expires=", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; path=/", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Api_without_a_session_is_refused()
    {
        using var http = new HttpClient { BaseAddress = server.Address };
        using var answer = await http.PostAsJsonAsync("/api/uploads", new { size = 1, type = "image/png" }, Token);
        Assert.Equal((401, "no-session"), await Visitor.RefusalAsync(answer));
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Tampered_cookie_is_no_session()
    {
        using var visitor = await Visitor.ArriveAsync(server.Address);
        var cookie = visitor.Cookies.GetAllCookies().Single(c => c.Name == "hellomeme");
        Assert.Equal(HttpStatusCode.OK, (await visitor.Http.GetAsync("/api/assets", Token)).StatusCode);
        var middle = cookie.Value.Length / 2;
        cookie.Value = cookie.Value[..middle] + (cookie.Value[middle] == 'A' ? 'B' : 'A') + cookie.Value[(middle + 1)..];
        Assert.Equal((401, "no-session"), await Visitor.RefusalAsync(await visitor.Http.GetAsync("/api/assets", Token)));
    }

    [Theory]
    [InlineData("Origin", "https://elsewhere.example")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task Change_asked_for_by_another_site_is_refused(string header, string value)
    {
        using var visitor = await Visitor.ArriveAsync(server.Address);
        visitor.Http.DefaultRequestHeaders.Add(header, value);
        Assert.Equal((403, "other-site"), await Visitor.RefusalAsync((await visitor.AnnounceAsync(10)).Answer));
    }

    [Fact]
    public async Task Change_from_our_own_page_passes()
    {
        using var visitor = await Visitor.ArriveAsync(server.Address);
        visitor.Http.DefaultRequestHeaders.Add("Origin", server.Address.GetLeftPart(UriPartial.Authority));
        visitor.Http.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        Assert.Equal(HttpStatusCode.Created, (await visitor.AnnounceAsync(10)).Answer.StatusCode);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/api/assets")]
    [InlineData("/no-such-page")]
    [InlineData("/app.css")]
    public async Task Every_answer_carries_the_security_headers(string path)
    {
        using var http = new HttpClient { BaseAddress = server.Address };
        using var first = await http.GetAsync(path, Token);
        using var second = await http.GetAsync(path, Token);
        var policy = first.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("frame-ancestors 'none'", policy);
        Assert.NotEqual(policy, second.Headers.GetValues("Content-Security-Policy").Single()); // a nonce is used once
        Assert.Equal("nosniff", first.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("same-origin", first.Headers.GetValues("Referrer-Policy").Single());
    }

    [Fact]
    public async Task Page_that_does_not_exist_under_api_is_a_problem_and_not_a_page()
    {
        using var visitor = await Visitor.ArriveAsync(server.Address);
        using var answer = await visitor.Http.GetAsync("/api/nothing", Token);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }
}
