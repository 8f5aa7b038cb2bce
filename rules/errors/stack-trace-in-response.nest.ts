import { BadRequestException, Controller, Get, HttpException, HttpStatus, InternalServerErrorException, Param } from '@nestjs/common';
import { GraphQLError } from 'graphql';
import { ApolloError } from 'apollo-server';
import { getErrorMessage } from './errors';
import * as texts from './texts';

@Controller('orders')
export class OrdersController {
    @Get(':id')
    async find(@Param('id') id: string) {
        try {
            return await this.orders.find(id);
        } catch (err) {
            // ruleid: error-object-in-response
            if (err.code === 'EX') throw new InternalServerErrorException({ error: err.message || err });
            // ruleid: error-message-in-response
            throw new InternalServerErrorException({ error: err.message });
        }
    }

    @Get(':id/lines')
    async lines(@Param('id') id: string) {
        try {
            return await this.orders.lines(id);
        } catch (err) {
            if (err.code === 'P2025') {
                // What the client did wrong may be said.
                // ok: error-message-in-response
                throw new HttpException(err.message, HttpStatus.NOT_FOUND);
            }
            // ok: error-message-in-response
            if (err.code === 'P2000') throw new BadRequestException(err.message);
            // ok: error-message-in-response
            if (err.code === 'P2002') throw new HttpException(err.message, 409);
            // ruleid: error-message-in-response
            throw new HttpException(err.message, err.status);
        }
    }

    @Get('debug')
    async debug() {
        try {
            return await this.orders.all();
        } catch (err) {
            // ruleid: stack-trace-in-response
            throw new BadRequestException({ failed: true, trace: err.stack });
        }
    }

    @Get('plain')
    async plain() {
        try {
            return await this.orders.all();
        } catch (err) {
            this.logger.error(err.message);
            // ok: error-message-in-response, stack-trace-in-response, error-object-in-response
            throw new InternalServerErrorException('orders cannot be read');
        }
    }
}

export const resolvers = {
    Query: {
        async orders() {
            try {
                return await load();
            } catch (error) {
                // ruleid: error-message-in-response
                throw new GraphQLError(error.message, { extensions: { code: 'FAILED' } });
            }
        },
        async lines() {
            try {
                return await load();
            } catch (error) {
                // ruleid: stack-trace-in-response
                if (error.inner) throw new GraphQLError('failed', { extensions: { trace: error.stack } });
                // ruleid: error-message-in-response
                if (error.code) throw new ApolloError(error.message, 'FAILED');
                // ruleid: stack-trace-in-response
                throw new ApolloError('failed', 'FAILED', { trace: error.stack });
            }
        },
    },
};

export function helped(app: any) {
    app.get('/helped', async (req, res) => {
        try {
            res.json(await load());
        } catch (error) {
            // ruleid: error-message-in-response
            if (req.query.long) return res.status(500).json({ error: texts.getErrorMessage(error) });
            // ruleid: error-message-in-response
            res.status(500).json({ error: getErrorMessage(error) });
            // ok: error-message-in-response
            res.status(400).json({ error: getErrorMessage(error) });
        }
    });
}
