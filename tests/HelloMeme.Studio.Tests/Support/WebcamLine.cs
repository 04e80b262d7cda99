using HelloMeme.Studio.Webcam;
using Microsoft.AspNetCore.SignalR;
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
    public Task CallAsync(string method) => _hub.InvokeAsync(method);

    public Task<WebcamAnswer> SeeAsync(byte[] picture, double seconds) => _hub.InvokeAsync<WebcamAnswer>("See", picture, seconds);

    public Task<string> FinishAsync() => _hub.InvokeAsync<string>("Finish");

    /// <summary>The sentence with which the hub refuses; fails when it does not.</summary>
    public static async Task<string> RefusalAsync(Func<Task> call)
    {
        var fault = await Xunit.Assert.ThrowsAsync<HubException>(call);
        var sentence = fault.Message[(fault.Message.IndexOf("HubException: ", StringComparison.Ordinal) + "HubException: ".Length)..];
        Xunit.Assert.Matches(@"^\p{Lu}.+: .+\.$", sentence);
        return sentence;
    }

    public ValueTask DisposeAsync() => _hub.DisposeAsync();
}
