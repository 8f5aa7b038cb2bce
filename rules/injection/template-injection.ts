import * as Handlebars from 'handlebars';
import pug from 'pug';
import { Environment } from 'nunjucks';
import { Controller, Post, Body, Req } from '@nestjs/common';
import { Request } from 'express';

@Controller('mail')
export class MailController {
    private readonly environment = new Environment();

    @Post('preview')
    preview(@Body('template') template: string, @Req() request: Request) {
        // ruleid: template-injection
        pug.render(template);
        // ruleid: template-injection
        this.environment.renderString(request.body.text, {});
        // ok: template-injection
        pug.render('h1= title', { title: template });
        // ok: template-injection
        this.environment.renderString('{{ text }}', { text: template });
        // ok: template-injection
        const mail = Handlebars.compile('{{text}}');
        return mail({ text: template });
    }
}
