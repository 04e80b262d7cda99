using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using HelloMeme.Studio.Tests.Support;
using Xunit;

namespace HelloMeme.Studio.Tests.Assets;

public sealed class UploadTests(StudioServer server, ITestOutputHelper output) : IClassFixture<StudioServer>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Upload_resumes_to_equal_bytes_when_cut_at_random_bytes()
    {
        using var visitor = await Visitor.ArriveAsync(server.Address);
        var bytes = Padded(TestFiles.Png(seed: 11), 3_000_000, seed: 5);
        var (id, _) = await visitor.AnnounceAsync(bytes.Length);
        var random = new Random(7);
        var cuts = Enumerable.Range(0, 20).Select(_ => random.Next(1, bytes.Length)).Order().ToArray();
        foreach (var cut in cuts)
        {
            var offset = await OffsetAsync(visitor, id);
            await SendAndCutAsync(visitor, id, offset, bytes.AsMemory((int)offset, Math.Max(0, cut - (int)offset)), bytes.Length);
        }

        var last = await OffsetAsync(visitor, id);
        Assert.InRange(last, 1, bytes.Length - 1);
        using var answer = await visitor.PutAsync(id, last, bytes[(int)last..]);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        Assert.Equal(bytes, await File.ReadAllBytesAsync(Path.Combine(server.Data, "blobs", hash[..2], hash[2..4], hash), Token));
    }

    [Fact]
    public async Task Slice_at_a_wrong_offset_is_told_the_right_one()
    {
        using var visitor = await Visitor.ArriveAsync(server.Address);
        var (id, _) = await visitor.AnnounceAsync(100);
        using (var part = await visitor.PutAsync(id, 0, new byte[40])) Assert.Equal(40, (await part.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("offset").GetInt64());
        using var wrong = await visitor.PutAsync(id, 10, new byte[40]);
        Assert.Equal(HttpStatusCode.Conflict, wrong.StatusCode);
        Assert.Equal(40, (await wrong.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("offset").GetInt64());
        using var more = await visitor.PutAsync(id, 40, new byte[61]);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, more.StatusCode);
        Assert.Equal(40, await OffsetAsync(visitor, id));
    }

    [Fact]
    public async Task Same_bytes_are_stored_once_for_each_owner()
    {
        var picture = TestFiles.Png(seed: 21);
        using var a = await Visitor.ArriveAsync(server.Address);
        using var b = await Visitor.ArriveAsync(server.Address);
        var first = await a.AssetAsync(picture);
        Assert.Equal(first, await a.AssetAsync(picture));
        Assert.NotEqual(first, await b.AssetAsync(picture));
        Assert.Single((await a.Http.GetFromJsonAsync<JsonElement>("/api/assets", Token)).EnumerateArray());

        (await a.Http.DeleteAsync($"/api/assets/{first}", Token)).EnsureSuccessStatusCode();
        Assert.Single(Stored(picture));
        var other = (await b.Http.GetFromJsonAsync<JsonElement>("/api/assets", Token))[0].GetProperty("id").GetGuid();
        (await b.Http.DeleteAsync($"/api/assets/{other}", Token)).EnsureSuccessStatusCode();
        Assert.Empty(Stored(picture));
    }

    [Fact]
    public async Task Answer_can_be_asked_for_again_when_it_was_lost()
    {
        using var visitor = await Visitor.ArriveAsync(server.Address);
        var picture = TestFiles.Png(seed: 22);
        var (id, _) = await visitor.AnnounceAsync(picture.Length);
        (await visitor.PutAsync(id, 0, picture)).EnsureSuccessStatusCode();
        using var again = await visitor.PutAsync(id, picture.Length, []);
        var told = await again.Content.ReadFromJsonAsync<JsonElement>(Token);
        var asked = await visitor.Http.GetFromJsonAsync<JsonElement>($"/api/uploads/{id}", Token);
        Assert.Equal(told.GetProperty("asset").GetProperty("id").GetGuid(), asked.GetProperty("asset").GetProperty("id").GetGuid());
        Assert.Equal(picture.Length, asked.GetProperty("offset").GetInt64());
    }

    [Fact]
    public async Task Cancelled_upload_leaves_nothing()
    {
        using var visitor = await Visitor.ArriveAsync(server.Address);
        var (id, _) = await visitor.AnnounceAsync(100);
        (await visitor.PutAsync(id, 0, new byte[40])).EnsureSuccessStatusCode();
        Assert.Single(Parts(id));
        (await visitor.Http.DeleteAsync($"/api/uploads/{id}", Token)).EnsureSuccessStatusCode();
        Assert.Empty(Parts(id));
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Http.GetAsync($"/api/uploads/{id}", Token)).StatusCode);
    }

    [Fact]
    public async Task Two_hundred_megabytes_arrive()
    {
        using var visitor = await Visitor.ArriveAsync(server.Address);
        var clip = Padded(await TestFiles.ClipAsync(2, 10), 200_000_000, seed: 9);
        const int slice = 16 << 20;
        var watch = Stopwatch.StartNew();
        var (id, _) = await visitor.AnnounceAsync(clip.Length, "video/mp4");
        for (var at = 0; at < clip.Length; at += slice)
        {
            using var answer = await visitor.PutAsync(id, at, clip[at..Math.Min(clip.Length, at + slice)]);
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Token));
        }

        output.WriteLine($"200 MB on loopback, checked and stored: {watch.Elapsed.TotalSeconds:0.00} s (goal 5 s)");
        var asset = (await visitor.Http.GetFromJsonAsync<JsonElement>("/api/assets", Token))[0];
        Assert.Equal(200_000_000, asset.GetProperty("size").GetInt64());
        (await visitor.Http.DeleteAsync($"/api/assets/{asset.GetProperty("id").GetGuid()}", Token)).EnsureSuccessStatusCode();
    }

    private string[] Parts(Guid id) => Directory.GetFiles(Path.Combine(server.Data, "uploads"), id.ToString("N") + "*");

    private string[] Stored(byte[] bytes) =>
        Directory.GetFiles(Path.Combine(server.Data, "blobs"), Convert.ToHexStringLower(SHA256.HashData(bytes)), SearchOption.AllDirectories);

    private static async Task<long> OffsetAsync(Visitor visitor, Guid id) =>
        (await visitor.Http.GetFromJsonAsync<JsonElement>($"/api/uploads/{id}", Token)).GetProperty("offset").GetInt64();

    // Promises the whole rest, sends less, and hangs up: what a lost connection looks like.
    private async Task SendAndCutAsync(Visitor visitor, Guid id, long offset, ReadOnlyMemory<byte> some, int size)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, server.Address.Port, Token);
        await using var stream = client.GetStream();
        var cookie = visitor.Cookies.GetCookieHeader(server.Address);
        var head = $"PUT /api/uploads/{id}?offset={offset} HTTP/1.1\r\nHost: {server.Address.Authority}\r\nCookie: {cookie}\r\nContent-Length: {size - offset}\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head), Token);
        await stream.WriteAsync(some, Token);
        await stream.FlushAsync(Token);
    }

    /// <summary>Trailing bytes that readers of PNG and MP4 ignore: a free box for an MP4.</summary>
    private static byte[] Padded(byte[] file, int length, int seed)
    {
        var padded = new byte[length];
        new Random(seed).NextBytes(padded);
        file.CopyTo(padded, 0);
        var box = padded.AsSpan(file.Length);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(box, box.Length);
        "free"u8.CopyTo(box[4..]);
        return padded;
    }
}
