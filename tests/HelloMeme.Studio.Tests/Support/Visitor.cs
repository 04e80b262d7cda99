using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace HelloMeme.Studio.Tests.Support;

/// <summary>A visitor without a browser: keeps cookies and speaks to the API.</summary>
public sealed class Visitor : IDisposable
{
    private readonly HttpClientHandler _handler = new() { CookieContainer = new CookieContainer(), AllowAutoRedirect = false };

    private Visitor(Uri address) => Http = new HttpClient(_handler) { BaseAddress = address };

    public HttpClient Http { get; }

    public CookieContainer Cookies => _handler.CookieContainer;

    /// <summary>Opens the start page once, which begins the session.</summary>
    public static async Task<Visitor> ArriveAsync(Uri address)
    {
        var visitor = new Visitor(address);
        using var page = await visitor.Http.GetAsync("/");
        page.EnsureSuccessStatusCode();
        return visitor;
    }

    /// <summary>The same browser at another address of the studio.</summary>
    public Visitor At(Uri address)
    {
        var same = new Visitor(address);
        foreach (Cookie cookie in Cookies.GetAllCookies()) same.Cookies.Add(new Cookie(cookie.Name, cookie.Value, "/", address.Host));
        return same;
    }

    public async Task<(Guid Id, HttpResponseMessage Answer)> AnnounceAsync(long size, string type = "image/png", string? name = null)
    {
        var answer = await Http.PostAsJsonAsync("/api/uploads", new { size, type, name });
        return (answer.IsSuccessStatusCode ? (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid() : Guid.Empty, answer);
    }

    public Task<HttpResponseMessage> PutAsync(Guid upload, long offset, byte[] bytes) =>
        Http.PutAsync($"/api/uploads/{upload}?offset={offset}", new ByteArrayContent(bytes));

    /// <summary>Announces and sends in one slice.</summary>
    public async Task<HttpResponseMessage> UploadAsync(byte[] bytes, string type = "image/png", string? name = null)
    {
        var (id, answer) = await AnnounceAsync(bytes.Length, type, name);
        return id == Guid.Empty ? answer : await PutAsync(id, 0, bytes);
    }

    /// <summary>The asset of an upload that must go well.</summary>
    public async Task<Guid> AssetAsync(byte[] bytes, string type = "image/png")
    {
        using var answer = await UploadAsync(bytes, type);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("asset").GetProperty("id").GetGuid();
    }

    /// <summary>Status and stable code of a refusal; fails unless it is problem+json with a sentence.</summary>
    public static async Task<(int Status, string Code)> RefusalAsync(HttpResponseMessage answer)
    {
        Xunit.Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Xunit.Assert.Matches(@"^\p{Lu}.+: .+\.$", problem.GetProperty("detail").GetString());
        return ((int)answer.StatusCode, problem.GetProperty("code").GetString()!);
    }

    public void Dispose()
    {
        Http.Dispose();
        _handler.Dispose();
    }
}
