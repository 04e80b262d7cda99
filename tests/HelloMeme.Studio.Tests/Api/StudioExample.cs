using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace HelloMemeExample;

public static class StudioExample
{
    /// <summary>Sends a photo, orders a film of it, waits, and saves the MP4.</summary>
    public static async Task RenderAsync(Uri studio, string photo, string film, CancellationToken token)
    {
        // 1. The session is a cookie that the start page sets.
        using var handler = new HttpClientHandler { CookieContainer = new CookieContainer() };
        using var http = new HttpClient(handler) { BaseAddress = studio };
        (await http.GetAsync("/", token)).EnsureSuccessStatusCode();

        // 2. Announce the file, send its bytes.
        var bytes = await File.ReadAllBytesAsync(photo, token);
        var upload = await ReadAsync(await http.PostAsJsonAsync("/api/uploads", new { size = bytes.Length, type = "image/jpeg" }, token), token);
        var sent = await ReadAsync(await http.PutAsync($"/api/uploads/{upload.GetProperty("id")}?offset=0", new ByteArrayContent(bytes), token), token);
        var portrait = sent.GetProperty("asset").GetProperty("id").GetGuid();

        // 3. Order.
        var order = new { portrait, motion = new { preset = "wink" }, shape = "square", captionTop = "From C#" };
        var job = (await ReadAsync(await http.PostAsJsonAsync("/api/renders", order, token), token)).GetProperty("job");

        // 4. Wait.
        while (job.GetProperty("state").GetString() is "waiting" or "running")
        {
            await Task.Delay(500, token);
            job = (await ReadAsync(await http.GetAsync($"/api/jobs/{job.GetProperty("id")}", token), token)).GetProperty("job");
        }

        if (job.GetProperty("state").GetString() is not "done") throw new InvalidOperationException(job.GetProperty("error").GetString());

        // 5. Fetch.
        await using var file = File.Create(film);
        await using var body = await http.GetStreamAsync($"/api/memes/{job.GetProperty("result")}/files/mp4", token);
        await body.CopyToAsync(file, token);
    }

    // A refusal is problem+json: its "detail" says what is wrong and what helps.
    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer, CancellationToken token)
    {
        using (answer)
        {
            var json = await answer.Content.ReadFromJsonAsync<JsonElement>(token);
            return answer.IsSuccessStatusCode ? json : throw new InvalidOperationException(json.GetProperty("detail").GetString());
        }
    }
}
