using HelloMeme.Studio.Webcam;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace HelloMeme.Studio.Tests.Support;

/// <summary>A SignalR client before the webcam, as a program would write it.</summary>
public sealed class WebcamLine : IAsyncDisposable
{
    private readonly HubConnection _hub;

    private WebcamLine(HubConnection hub) => _hub = hub;

    public static async Task<WebcamLine> ConnectAsync(Uri address, Visitor visitor, CancellationToken token)
    {
        var hub = new HubConnectionBuilder().WithUrl(new Uri(address, WebcamHub.Path), o => o.Cookies = visitor.Cookies).AddMessagePackProtocol().Build();
        await hub.StartAsync(token);
        return new WebcamLine(hub);
    }

    /// <summary>Method: Open, Calibrate or Record.</summary>
    public Task CallAsync(string method) => AskAsync<bool>(method);

    public Task<WebcamAnswer> SeeAsync(byte[] picture, double seconds) => AskAsync<WebcamAnswer>("See", picture, seconds);

    public Task<string> FinishAsync() => AskAsync<string>("Finish");

    /// <summary>The sentence with which the studio refuses; fails when it does not.</summary>
    public static async Task<string> RefusalAsync(Func<Task> call)
    {
        var sentence = (await Xunit.Assert.ThrowsAsync<RefusedException>(call)).Message;
        Xunit.Assert.Matches(@"^\p{Lu}.+: .+\.$", sentence);
        return sentence;
    }

    private async Task<T> AskAsync<T>(string method, params object?[] values)
    {
        var reply = await _hub.InvokeCoreAsync<WebcamReply<T>>(method, values);
        return reply.Refusal is { } sentence ? throw new RefusedException(sentence) : reply.Value!;
    }

    public ValueTask DisposeAsync() => _hub.DisposeAsync();
}

/// <summary>Its message is what the visitor is told.</summary>
public sealed class RefusedException(string sentence) : Exception(sentence);
